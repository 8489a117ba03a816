import { readdirSync, readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInstrumenter } from "istanbul-lib-instrument";

/**
 * Writes coverage of every file of a corpus, as Istanbul counts it, with hits as a suite leaves them: one branch in ten was
 * never taken. Files that Istanbul cannot read are left out.
 */
export function writeCoverage(folder: string): void {
  const report: Record<string, object> = {};
  for (const name of readdirSync(join(folder, "src"))) {
    const path = join(folder, "src", name);
    const entry = measure(path);
    if (entry !== undefined) report[path] = entry;
  }
  mkdirSync(join(folder, "coverage"), { recursive: true });
  writeFileSync(join(folder, "coverage/coverage-final.json"), JSON.stringify(report));
}

function measure(path: string): object | undefined {
  const instrumenter = createInstrumenter({
    esModules: true,
    parserPlugins: ["typescript", "jsx", "decorators"],
  });
  try {
    instrumenter.instrumentSync(readFileSync(path, "utf8"), path);
  } catch {
    return undefined;
  }
  const { statementMap, fnMap, branchMap } = instrumenter.lastFileCoverage();
  return {
    path,
    statementMap,
    fnMap,
    branchMap,
    s: hit(statementMap),
    f: hit(fnMap),
    b: Object.fromEntries(
      Object.entries(branchMap).map(([id, { locations }]) => [
        id,
        locations.map((_, arm) => ((Number(id) + arm) % 10 === 0 ? 0 : 3)),
      ]),
    ),
  };
}

function hit(map: object): object {
  return Object.fromEntries(Object.keys(map).map((id) => [id, 4]));
}
