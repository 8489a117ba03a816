import { type RawFile, ShapeError } from "../raw-file.ts";
import type { CoverageReader } from "../reader.ts";

/**
 * V8's own blocks, as c8 writes them through v8-to-istanbul: every branch is of type "branch" with one
 * location (the first is the whole file), and every statement is a line.
 */
export const c8: CoverageReader = {
  name: "c8",
  recognises: ({ branches }) => branches.some(({ type }) => type === "branch"),
  read: (file) => {
    const blocks = [
      // Of two blocks with the same span the later one is the inner one.
      ...file.functions.map(({ body, hits }) => ({ ...body, hits })),
      ...file.branches.map(({ span, hits }) => ({ ...span, hits: hits[0] ?? 0 })),
    ];
    return [
      {
        path: file.path,
        provider: "v8",
        branches: [],
        statements: [],
        functions: [],
        runs: [{ by: "blocks", blocks, lineLengths: listLineLengths(file) }],
      },
    ];
  },
};

/** No text that is listed has more. */
const MOST_LINES = 5_000_000;

function listLineLengths({ statements }: RawFile): readonly number[] {
  const lengths: number[] = [];
  for (const { span } of statements) {
    const { line } = span.start;
    if (!Number.isInteger(line) || line < 1 || line > MOST_LINES)
      throw new ShapeError(`a statement on line ${line}`);
    lengths[line - 1] = span.end.column;
  }
  return Array.from(lengths, (length) => length ?? 0);
}
