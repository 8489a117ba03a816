import { existsSync } from "node:fs";
import { join } from "node:path";

/** What Vitest counts as source where the user names nothing: tests and configuration it leaves out by itself. */
const SOURCE = "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}";

/**
 * The coverage settings that the user left open. Vite adds the returned object to the user's configuration, and adds lists
 * to lists, so that a key that the user set may not be in it.
 */
export function fillCoverage(
  coverage: Readonly<Record<string, unknown>>,
  root: string,
  paths: readonly string[],
): Readonly<Record<string, unknown>> {
  return {
    ...(coverage["provider"] === undefined && { provider: "istanbul" }),
    // Files that no test loads are counted only where they are included.
    ...(coverage["include"] === undefined && { include: includeOf(root, paths) }),
    ...(!hasJson(coverage["reporter"]) && { reporter: ["json"] }),
  };
}

function includeOf(root: string, paths: readonly string[]): readonly string[] {
  if (paths.length > 0) return paths.map((path) => globOf(path));
  return existsSync(join(root, "src")) ? [`src/${SOURCE}`] : [SOURCE];
}

/** A folder stands for the source in it; globs and files for themselves. */
function globOf(path: string): string {
  const isFolder = !/[*?{[]/.test(path) && !/\.[cm]?[jt]sx?$/.test(path);
  return isFolder ? `${path.replace(/^\.\//, "").replace(/\/$/, "")}/${SOURCE}` : path;
}

function hasJson(reporters: unknown): boolean {
  if (!Array.isArray(reporters)) return reporters === "json";
  return reporters.some((reporter: unknown) =>
    Array.isArray(reporter) ? reporter[0] === "json" : reporter === "json",
  );
}
