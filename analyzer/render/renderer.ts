import type { ListedFile, Listing, Report } from "../model.ts";

/** How a report is shown. Formats that are read by programs ignore all of it. */
export interface RenderOptions {
  /** ANSI colours; default false. Whoever knows the terminal decides. */
  readonly color?: boolean;
  /** Columns to fill; default 100. */
  readonly width?: number;
  /** The most gaps to spell out; default 200. What is left out is counted, never silent. */
  readonly limit?: number;
}

/** What a listing says of no file in particular. */
export type ListingFrame = Omit<Listing, "files">;

/** An inventory in pieces, so that the piece of an unchanged file can be kept from an earlier run. */
export interface ListingRenderer {
  readonly head: (frame: ListingFrame, options: RenderOptions) => string;
  readonly file: (file: ListedFile, options: RenderOptions) => string;
  /** Stands between the pieces of two files. */
  readonly separator: string;
  readonly tail: (frame: ListingFrame, options: RenderOptions) => string;
}

/** One output format. */
export interface Renderer {
  /** The word after `--format`. */
  readonly format: string;
  /** The whole document, ending with a newline. */
  readonly report: (report: Report, options: RenderOptions) => string;
  /** The inventory in this format; absent where the format has no words for it. */
  readonly listing?: ListingRenderer;
}
