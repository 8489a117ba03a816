import { limitRoutes } from "./limit-routes.ts";
import type { Renderer } from "./renderer.ts";

/** The report or the verdict as it is, indented by two. Equal input gives equal bytes. */
export const json: Renderer = {
  format: "json",
  report: (report) => toJson("report", limitRoutes(report)),
  verdict: (verdict) => toJson("verdict", verdict),
};

/**
 * A document for programs, indented by two, with the name of the schema it keeps to: the package publishes that as
 * `footlights/schemas/<name>.json`.
 */
export function toJson(schema: string, document: object): string {
  return `${JSON.stringify({ $schema: schemaOf(schema), ...document }, null, 2)}\n`;
}

/** What a document names as its `$schema`: the specifier under which the package gives it. */
export function schemaOf(name: string): string {
  return `footlights/schemas/${name}.json`;
}
