import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { type CountedHits, OVERLAY, type TestsOverlay } from "./overlay.ts";
import { readCounters } from "./read-counters.ts";

/**
 * Reads the overlay beside a coverage report; undefined where there is none.
 *
 * @throws AnalyzerError "coverage-malformed"
 */
export async function readOverlay(report: string, cwd: string): Promise<TestsOverlay | undefined> {
  const path = join(dirname(report), OVERLAY);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const overlay = parse(text);
  if (overlay !== undefined) return overlay;
  throw new AnalyzerError(
    "coverage-malformed",
    `Could not read the tests from "${relative(cwd, path)}": found something else, expected what ` +
      "the plugin of footlights wrote beside the coverage. Run the tests again with coverage.",
  );
}

function parse(text: string): TestsOverlay | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(json) || json["schemaVersion"] !== 1) return undefined;
  const { tests, files } = json;
  if (!Array.isArray(tests) || !isRecord(files)) return undefined;
  const known = tests.map((test: unknown) =>
    isRecord(test)
      ? { name: String(test["name"]), file: String(test["file"]) }
      : { name: "", file: "" },
  );
  return {
    schemaVersion: 1,
    tests: known,
    files: Object.fromEntries(
      Object.entries(files).flatMap(([path, value]) => {
        if (!isRecord(value) || !Array.isArray(value["hits"]) || !Array.isArray(value["sizes"]))
          return [];
        const [s = -1, f = -1, b = -1] = value["sizes"].map(Number);
        return [
          [path, { sizes: [s, f, b] as const, hits: value["hits"].flatMap(readHits) }] as const,
        ];
      }),
    ),
  };
}

function readHits(value: unknown): readonly CountedHits[] {
  const counters = readCounters(value);
  if (!counters || !isRecord(value) || !Array.isArray(value["tests"])) return [];
  return [{ tests: value["tests"].map(Number), certain: value["certain"] === true, ...counters }];
}
