import { listIstanbulBranches, type ParseOptions } from "./istanbul-branches.ts";
import { listBranches } from "./list-branches.ts";
import type { SourceFile } from "./source-files.ts";

export interface Comparison {
  /** Files that Istanbul's parser accepts. */
  readonly accepted: number;
  readonly branches: number;
  /** One line per branch that only one side has. */
  readonly differences: readonly string[];
}

/** Compares our inventory with istanbul-lib-instrument on every file that its parser accepts. */
export function compareAll(files: readonly SourceFile[]): Comparison {
  let accepted = 0;
  let branches = 0;
  const differences: string[] = [];
  for (const { path, text } of files) {
    const expected = listExpected(path, text);
    if (expected === undefined) continue;
    accepted += 1;
    branches += expected.length;
    const actual = listBranches(path, text);
    if (expected.join() === actual.join()) continue;
    differences.push(
      ...expected
        .filter((branch) => !actual.includes(branch))
        .map((branch) => `${path}: only Istanbul has ${branch}`),
      ...actual
        .filter((branch) => !expected.includes(branch))
        .map((branch) => `${path}: only we have ${branch}`),
    );
    if (expected.length !== actual.length) {
      differences.push(`${path}: Istanbul has ${expected.length}, we have ${actual.length}`);
    }
  }
  return { accepted, branches, differences };
}

/** As a module, then as a script, as nyc and Vitest between them do; undefined where both are refused. */
function listExpected(path: string, text: string): readonly string[] | undefined {
  const sourceTypes: readonly ParseOptions[] = [{ sourceType: "module" }, { sourceType: "script" }];
  for (const options of sourceTypes) {
    try {
      return listIstanbulBranches(path, text, options);
    } catch {
      // Not a text of this kind.
    }
  }
  return undefined;
}
