import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder with the given files (objects as JSON), removed at the end of the block. */
export async function createFolder(
  files: Readonly<Record<string, unknown>>,
): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "footlights-coverage-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content);
    await writeFile(join(path, name), text);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

type Location = ReturnType<typeof at>;

/** A location of one line; column `null` is how JSON writes the Infinity of a remapped end. */
export function at(line: number, column: number, endColumn: number | null = column + 1) {
  return { start: { line, column }, end: { line, column: endColumn } };
}

/** An entry of a report with one `if` at the given place and what else the case needs. */
export function createEntry(
  path: string,
  {
    hits = [1, 0],
    place = at(2, 2, null),
    ...more
  }: { hits?: number[]; place?: Location } & Record<string, unknown> = {},
): Readonly<Record<string, unknown>> {
  return {
    path,
    statementMap: { 0: place },
    fnMap: { 0: { name: "f", decl: at(1, 9), loc: at(1, 14) } },
    branchMap: { 0: { type: "if", loc: place, locations: [place, { start: {}, end: {} }] } },
    s: { 0: hits[0] },
    f: { 0: 1 },
    b: { 0: hits },
    ...more,
  };
}
