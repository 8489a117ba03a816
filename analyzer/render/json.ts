import type { Renderer } from "./renderer.ts";

/** The documents as they are, indented by two. Equal input gives equal bytes. */
export const json: Renderer = {
  format: "json",
  report: (report) => `${JSON.stringify(report, null, 2)}\n`,
  listing: (listing) => `${JSON.stringify(listing, null, 2)}\n`,
};
