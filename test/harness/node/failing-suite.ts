import { readFile } from "node:fs/promises";

/** Lists the tests of a suite with the line that its source marks as failing: the one that ends in "fails here". */
export async function listMarkedLines(file: string): Promise<ReadonlyMap<string, number>> {
  const source = await readFile(file, "utf8");
  const marked = new Map<string, number>();
  let name = "";
  for (const [index, line] of source.split("\n").entries()) {
    name = /^test\("([^"]+)"/.exec(line)?.[1] ?? name;
    if (line.endsWith("// fails here")) marked.set(name, index + 1);
  }
  return marked;
}

/** Lists tests with the first line of `test/failing.test.ts` that Vitest reports for each. */
export function listReportedLines(output: string): ReadonlyMap<string, number> {
  const reported = new Map<string, number>();
  for (const block of output.split(/^ FAIL {2}/m).slice(1)) {
    const name = / > (.+)$/m.exec(block)?.[1] ?? "";
    const line = /❯ (?:failing\/)?test\/failing\.test\.ts:(\d+):/.exec(block)?.[1];
    if (line !== undefined && !reported.has(name)) reported.set(name, Number(line));
  }
  return reported;
}
