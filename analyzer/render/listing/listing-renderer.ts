import type { ListedFile, Listing } from "../../report/document.ts";
import type { RenderOptions } from "../renderer.ts";

/** What a listing says of no file in particular. */
export type ListingFrame = Omit<Listing, "files">;

/** An inventory in pieces, so that the piece of an unchanged file can be kept from an earlier run. */
export interface ListingRenderer {
  readonly format: string;
  readonly head: (frame: ListingFrame, options: RenderOptions) => string;
  /** Takes an inventory's file as it is, too: thousands of them are not copied to leave out what is not shown. */
  readonly file: (file: ListedFile, options: RenderOptions) => string;
  /** Stands between the pieces of two files. */
  readonly separator: string;
  readonly tail: (frame: ListingFrame, options: RenderOptions) => string;
}
