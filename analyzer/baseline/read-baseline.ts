import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { findNearest } from "../nearest.ts";
import { type BaselineEntry, DEFAULT_BASELINE } from "./entry.ts";

const REQUIRED = ["id", "added", "path", "alias"];
const KEYS = [...REQUIRED, "owner", "until"];

export interface Baseline {
  /** As named, for messages. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/**
 * Reads the baseline that is named, or the one of the default name where there is one.
 *
 * @throws AnalyzerError "config-malformed" with the line, "unreadable" for one that is named and is not there
 */
export async function readBaseline(
  named: string | undefined,
  cwd: string,
): Promise<Baseline | undefined> {
  const file = named ?? DEFAULT_BASELINE;
  try {
    return { file, entries: parseBaseline(await readFile(resolve(cwd, file), "utf8"), file) };
  } catch (cause) {
    if (cause instanceof AnalyzerError) throw cause;
    const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    if (isMissing && named === undefined) return undefined;
    throw new AnalyzerError(
      "unreadable",
      `Could not read the baseline "${file}": found ${isMissing ? "no such file" : "a file that cannot be read"}, expected one entry per line. ` +
        `Write it with "footlights baseline --update".`,
      { cause },
    );
  }
}

/** Reads the text of a baseline; empty lines are none. Throws AnalyzerError "config-malformed". */
export function parseBaseline(text: string, file: string): readonly BaselineEntry[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .flatMap((line, index) => {
      if (line.trim() === "") return [];
      return parseEntry(line, (found, expected) => {
        throw new AnalyzerError(
          "config-malformed",
          `Could not read ${file}:${index + 1}: found ${found}, expected ${expected}. Correct the line, or write it anew with "footlights baseline --update".`,
        );
      });
    });
}

type Fail = (found: string, expected: string) => never;

function parseEntry(line: string, fail: Fail): BaselineEntry {
  const value = parseJson(line, fail);
  if (!isRecord(value)) return fail(cut(line), "an object");
  for (const key of Object.keys(value)) {
    if (!KEYS.includes(key)) failKey(key, fail);
  }
  const text = (key: string): string => {
    const part = value[key];
    return typeof part === "string" && part !== ""
      ? part
      : fail(`${JSON.stringify(part) ?? "nothing"} as "${key}"`, "a text");
  };
  const day = (key: string): string => {
    const found = text(key);
    return isDay(found) ? found : fail(`"${found}" as "${key}"`, "a day such as 2026-11-23");
  };
  return {
    id: text("id"),
    path: text("path"),
    alias: text("alias"),
    added: day("added"),
    ...(value["owner"] !== undefined && { owner: text("owner") }),
    ...(value["until"] !== undefined && { until: day("until") }),
  };
}

function parseJson(line: string, fail: Fail): unknown {
  try {
    return JSON.parse(line);
  } catch {
    const isConflict = /^(?:<{7}|={7}|>{7})/.test(line);
    return fail(
      isConflict ? "the mark of a merge conflict" : cut(line),
      "one JSON object per line",
    );
  }
}

function failKey(key: string, fail: Fail): never {
  const nearest = findNearest(key, KEYS);
  const hint = nearest === undefined ? "" : ` (did you mean "${nearest}"?)`;
  return fail(`the unknown key "${key}"${hint}`, `${KEYS.slice(0, -1).join(", ")} or until`);
}

/** Whether a text is a day of the calendar, written `2026-11-23`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function cut(line: string): string {
  return JSON.stringify(line.length > 40 ? `${line.slice(0, 39)}…` : line);
}
