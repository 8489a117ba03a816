import type { Renderer } from "./renderer.ts";

/** The report as it is, indented by two. Equal input gives equal bytes. */
export const json: Renderer = {
  format: "json",
  report: (report) => `${JSON.stringify(report, null, 2)}\n`,
};
