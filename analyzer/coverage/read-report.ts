import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { describeShape } from "./raw-file.ts";

/**
 * Reads the JSON object of a report: file entries by path, not yet looked into.
 * Throws AnalyzerError "coverage-malformed" for anything that is not such an object.
 */
export async function readReport(
  path: string,
  cwd: string,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(path, cwd);
  const json = parseJson(text, (found, cause) => {
    throw createError(path, cwd, found, cause);
  });
  const found = describeForeign(json);
  if (found !== undefined || !isRecord(json)) throw createError(path, cwd, found ?? "no object");
  return json;
}

/** The whole sentence for a report that is not as expected. */
export function describeReport(path: string, cwd: string, found: string): string {
  return (
    `Could not read coverage from "${relative(cwd, path) || path}": found ${found}, ` +
    `expected Istanbul's coverage JSON (an entry with statementMap, fnMap and branchMap per file). ` +
    `Run vitest with --coverage and coverage.reporter ["json"], then pass coverage/coverage-final.json.`
  );
}

function createError(path: string, cwd: string, found: string, cause?: unknown): AnalyzerError {
  return new AnalyzerError("coverage-malformed", describeReport(path, cwd, found), { cause });
}

async function readText(path: string, cwd: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw createError(path, cwd, "a file that cannot be read", error);
  }
}

function parseJson(text: string, fail: (found: string, cause?: unknown) => never): unknown {
  if (text.trim() === "") return fail("an empty file");
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail(describeText(text), error);
  }
}

function describeText(text: string): string {
  if (/^(?:TN:|SF:)/m.test(text.slice(0, 4096))) return "an LCOV report";
  if (text.trimStart().startsWith("<")) return "XML or HTML";
  if (/^\s*[{[]/.test(text)) return "broken JSON (the file is cut off or damaged)";
  return "text that is not JSON";
}

/** Names JSON of another kind; undefined when it can be a report. */
function describeForeign(json: unknown): string | undefined {
  if (!isRecord(json)) return describeShape(json);
  if (Array.isArray(json.result)) return "V8's raw coverage";
  if (isRecord(json.total) && isRecord(json.total.lines))
    return "a coverage summary without locations";
  const entries = Object.values(json);
  const isReport = entries.every((entry) => isRecord(entry) && "branchMap" in entry);
  if (isReport) return undefined;
  if (typeof json.name === "string" && "version" in json) return "a package.json";
  return `an object with ${Object.keys(json)
    .slice(0, 3)
    .map((key) => `"${key}"`)
    .join(", ")}`;
}
