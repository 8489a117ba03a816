import type { Report, Verdict } from "../report/document.ts";

/** How a report is shown. Formats that are read by programs ignore all of it. */
export interface RenderOptions {
  /** ANSI colours; default false. Whoever knows the terminal decides. */
  readonly color?: boolean;
  /** Columns to fill; default 100. */
  readonly width?: number;
  /** The most gaps to spell out; default 200. What is left out is counted, never silent. */
  readonly limit?: number;
}

/** One output format. */
export interface Renderer {
  /** The word after `--format`. */
  readonly format: string;
  /** The whole document, ending with a newline. */
  readonly report: (report: Report, options: RenderOptions) => string;
  /** The same for the verdict of a gate over the report; absent where the format has no word for a verdict. */
  readonly verdict?: (verdict: Verdict, report: Report, options: RenderOptions) => string;
}
