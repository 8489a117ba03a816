import { fileURLToPath } from "node:url";
import type { FileHits, RangeHits, ScriptRun } from "../../findings.ts";
import { isRecord } from "../../is-record.ts";
import { describeShape, ShapeError } from "../raw-file.ts";
import { listCompiled } from "./compiled-script.ts";

/**
 * Reads one file of a folder that NODE_V8_COVERAGE (or c8's `--temp-directory`) named: what one process ran.
 * Scripts of Node itself and of node_modules are left out.
 *
 * @throws ShapeError
 */
export function readRawV8(json: Readonly<Record<string, unknown>>): readonly FileHits[] {
  const scripts: readonly unknown[] = Array.isArray(json["result"]) ? json["result"] : [];
  const maps = isRecord(json["source-map-cache"]) ? json["source-map-cache"] : {};
  return scripts.flatMap((script) => readScript(script, maps));
}

function readScript(script: unknown, maps: Readonly<Record<string, unknown>>): readonly FileHits[] {
  if (!isRecord(script) || typeof script["url"] !== "string") {
    throw new ShapeError(`${describeShape(script)} instead of a script with its "url"`);
  }
  const { url } = script;
  if (!url.startsWith("file://") || url.includes("/node_modules/")) return [];
  if ("startOffset" in script) {
    throw new ShapeError(
      `V8's raw coverage as Vitest keeps it while it runs, of code that it has transformed ("${url}")`,
    );
  }
  const run: ScriptRun = {
    by: "ranges",
    ranges: listRanges(script["functions"], url),
    // Node 24 names the file behind the code whose types it has blanked.
    suffix: `\n\n//# sourceURL=${url}`,
  };
  const compiled = listCompiled(maps[url], url);
  if (compiled === undefined) return [toHits(fileURLToPath(url), run)];
  return compiled.map(({ path, script }) => toHits(path, { ...run, compiled: script }));
}

function toHits(path: string, run: ScriptRun): FileHits {
  return { path, provider: "v8", branches: [], statements: [], functions: [], runs: [run] };
}

function listRanges(functions: unknown, url: string): readonly RangeHits[] {
  const fail = (found: string): never => {
    throw new ShapeError(`${found} of "${url}"`);
  };
  if (!Array.isArray(functions)) return fail(`${describeShape(functions)} as the functions`);
  return functions.flatMap((entry: unknown) => {
    if (!isRecord(entry) || !Array.isArray(entry["ranges"]))
      return fail("a function without ranges");
    const ranges: readonly unknown[] = entry["ranges"];
    // Of a function that was compiled before anyone counted, V8 knows only whether it was called.
    const isBlind = entry["isBlockCoverage"] === false;
    return ranges.map((range) => {
      const read = readRange(range) ?? fail("a range without numbers");
      return isBlind && read.hits > 0 ? { ...read, hits: Number.NaN } : read;
    });
  });
}

function readRange(range: unknown): RangeHits | undefined {
  if (!isRecord(range)) return undefined;
  const { startOffset: start, endOffset: end, count: hits } = range;
  return typeof start === "number" && typeof end === "number" && typeof hits === "number"
    ? { start, end, hits }
    : undefined;
}
