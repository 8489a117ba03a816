import { findSources } from "./sources/find-sources.ts";

/** Where tests are. */
export interface TestPatterns {
  /** The folder that the patterns are relative to. */
  readonly cwd: string;
  /** Files, folders and globs; a folder means its tests as well as what helps them. */
  readonly patterns: readonly string[];
}

/** Finds the tests that patterns mean, as `findSources` finds sources. Throws as that does. */
export function findTests({ cwd, patterns }: TestPatterns): Promise<readonly string[]> {
  return findSources({ cwd, patterns: patterns.map(withTests) });
}

/** A folder does not mean its tests elsewhere, unless they are named. */
function withTests(pattern: string): string {
  const isFolder = !/[*?{[]|\.\w+$|^!/.test(pattern);
  return isFolder ? `${pattern}/**/*{.test.,.spec.,.}{ts,tsx,mts,cts,js,jsx,mjs,cjs}` : pattern;
}
