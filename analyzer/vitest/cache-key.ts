import { readVersion } from "../version.ts";
import type { ProjectContext } from "./host.ts";

/**
 * What Vitest's cache of transformed modules leaves out of its key (seen in 5.0.5 and 5.1.1): how the code was
 * transformed before it was instrumented, and the custom instrumenter. Counters of another transform would
 * be joined to the wrong branches.
 */
export function keyOfCoverage({ vitest, project }: ProjectContext): string {
  const { config } = project.vite;
  const coverage: Readonly<Record<string, unknown>> = { ...vitest.config.coverage };
  return JSON.stringify(
    [
      readVersion(),
      "oxc" in config ? config.oxc : null,
      "esbuild" in config ? config.esbuild : null,
      ["enabled", "provider", "instrumenter", "ignoreClassMethods"].map((key) => coverage[key]),
    ],
    (_key, value: unknown) => (typeof value === "function" ? value.toString() : value),
  );
}
