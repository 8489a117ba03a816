import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { describeShape } from "./raw-file.ts";
import { isLcov } from "./readers/lcov.ts";

type Json = Readonly<Record<string, unknown>>;

/** A report by its format, not yet looked into. */
export type OpenedReport =
  /** Entries by file. */
  | { readonly format: "istanbul"; readonly entries: Json }
  /** What one process ran: a file of the folder that NODE_V8_COVERAGE names. */
  | { readonly format: "raw-v8"; readonly json: Json }
  | { readonly format: "lcov"; readonly text: string };

/**
 * Reads a report, and tells its format.
 *
 * @throws AnalyzerError "coverage-malformed" for anything that is none
 */
export async function openReport(path: string, cwd: string): Promise<OpenedReport> {
  const text = await readText(path, cwd);
  if (isLcov(text)) return { format: "lcov", text };
  const json = parseJson(text, (found, cause) => {
    throw createError(path, cwd, found, cause);
  });
  if (isRecord(json) && Array.isArray(json.result)) return { format: "raw-v8", json };
  const found = describeForeign(json);
  if (found !== undefined || !isRecord(json)) throw createError(path, cwd, found ?? "no object");
  return { format: "istanbul", entries: json };
}

/**
 * Reads the JSON object of a report of Istanbul's kind: file entries by path, not yet looked into.
 * Throws AnalyzerError "coverage-malformed" for anything that is not such an object.
 */
export async function readReport(path: string, cwd: string): Promise<Json> {
  const report = await openReport(path, cwd);
  if (report.format === "istanbul") return report.entries;
  throw createError(path, cwd, report.format === "lcov" ? "an LCOV report" : "V8's raw coverage");
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
  if (text.trimStart().startsWith("<")) return "XML or HTML";
  if (/^\s*[{[]/.test(text)) return "broken JSON (the file is cut off or damaged)";
  return "text that is not JSON";
}

/** Names JSON of another kind; undefined when it can be a report. */
function describeForeign(json: unknown): string | undefined {
  if (!isRecord(json)) return describeShape(json);
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
