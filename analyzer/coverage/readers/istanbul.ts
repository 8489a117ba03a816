import type { BranchHits, FileHits, PointHits } from "../../findings.ts";
import type { SiteKind } from "../../model.ts";
import { type RawBranch, type RawFile, type RawFunction, ShapeError } from "../raw-file.ts";
import type { CoverageReader } from "../reader.ts";

const kinds: readonly SiteKind[] = ["if", "cond-expr", "switch", "binary-expr", "default-arg"];

/** Counters that istanbul-lib-instrument or Vitest's fork of it put into the code. */
export const istanbul: CoverageReader = {
  name: "istanbul",
  recognises: () => true,
  read: (file) => [
    {
      path: file.path,
      provider: "istanbul",
      branches: file.branches.map((branch) => toBranchHits(branch, branch.hits)),
      ...toPoints(file),
      runs: [],
    },
  ],
};

/** A branch with its kind checked; throws ShapeError for a kind that Istanbul does not count. */
export function toBranchHits(raw: RawBranch, hits: BranchHits["hits"]): BranchHits {
  const kind = kinds.find((known) => known === raw.type);
  if (kind === undefined) throw new ShapeError(`a branch of type "${raw.type}"`);
  return { kind, start: raw.span.start, hits };
}

/** Statements and functions, which all writers of Istanbul's branch kinds note alike. */
export function toPoints(file: RawFile): Pick<FileHits, "statements" | "functions"> {
  return {
    statements: file.statements.map(({ span, hits }) => ({ start: span.start, hits })),
    functions: file.functions.flatMap(toFunctionPoints),
  };
}

function toFunctionPoints({ declaration, body, hits }: RawFunction): PointHits[] {
  const points = [{ start: declaration.start, hits }];
  const same =
    declaration.start.line === body.start.line && declaration.start.column === body.start.column;
  return same ? points : [...points, { start: body.start, hits }];
}
