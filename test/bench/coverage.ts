import { readdirSync, readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
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
  writeReport(folder, report);
}

/** Writes coverage of a corpus that was multiplied, from that of the original. */
export function multiplyCoverage(from: string, to: string): void {
  const known = new Map(Object.entries(readReport(from)).map(([key, it]) => [basename(key), it]));
  const report: Record<string, object> = {};
  for (const name of readdirSync(join(to, "src"))) {
    const path = join(to, "src", name);
    const entry = known.get(name.slice(name.indexOf("_") + 1));
    if (entry !== undefined) report[path] = { ...entry, path };
  }
  writeReport(to, report);
}

/** Runs each function of one file once more, as another run of the tests would. */
export function changeCoverage(folder: string, path: string): void {
  const report = readReport(folder);
  const { f = {}, ...entry } = report[path] ?? {};
  const more = Object.fromEntries(Object.entries(f).map(([id, count]) => [id, Number(count) + 1]));
  writeReport(folder, { ...report, [path]: { ...entry, f: more } });
}

type Entries = Readonly<Record<string, Readonly<Record<string, object>>>>;

function readReport(folder: string): Entries {
  return JSON.parse(readFileSync(join(folder, REPORT), "utf8"));
}

function writeReport(folder: string, report: Readonly<Record<string, object>>): void {
  mkdirSync(join(folder, "coverage"), { recursive: true });
  writeFileSync(join(folder, REPORT), JSON.stringify(report));
}

const REPORT = "coverage/coverage-final.json";

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
