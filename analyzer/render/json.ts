import type { Renderer } from "./renderer.ts";

/** The report or the verdict as it is, indented by two. Equal input gives equal bytes. */
export const json: Renderer = {
  format: "json",
  report: (report) => `${JSON.stringify(report, null, 2)}\n`,
  verdict: (verdict) => `${JSON.stringify(verdict, null, 2)}\n`,
};
