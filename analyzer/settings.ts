import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AnalyzerError } from "./errors.ts";
import { isRecord } from "./is-record.ts";
import { findNearest } from "./nearest.ts";

/** What a project says about itself under `"footlights"` of its package.json. Flags win over it. */
export interface Settings {
  /** Paths or globs of what is listed where a command names none, relative to the package.json. */
  readonly paths: readonly string[];
}

const KEYS = ["paths"];

/**
 * Reads the settings of a folder; without a package.json, or without the key in it, there are none.
 *
 * @throws AnalyzerError "config-malformed"
 */
export async function readSettings(folder: string): Promise<Settings> {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
  // Most have none, and only whoever has some needs a package.json that can be read.
  if (text === undefined || !text.includes('"footlights"')) return { paths: [] };
  const json = parse(text);
  const settings: unknown = isRecord(json) ? json["footlights"] : undefined;
  return settings === undefined ? { paths: [] } : check(settings);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed("package.json", "text that is no JSON", "an object", { cause });
  }
}

function check(settings: unknown): Settings {
  if (!isRecord(settings)) {
    throw malformed('"footlights" of package.json', describe(settings), "an object");
  }
  const wrong = Object.keys(settings).find((key) => !KEYS.includes(key));
  if (wrong !== undefined) {
    const nearest = findNearest(wrong, KEYS);
    const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
    throw new AnalyzerError(
      "config-malformed",
      `Could not read "footlights" of package.json: found the unknown key "${wrong}", expected ${KEYS.join(", ")}.${hint}`,
    );
  }
  const { paths = [] } = settings;
  if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string" && path !== "")) {
    throw malformed(
      '"footlights.paths" of package.json',
      describe(paths),
      'an array of paths or globs such as ["src"]',
    );
  }
  return { paths: paths.map(String) };
}

function malformed(
  what: string,
  found: string,
  expected: string,
  options?: ErrorOptions,
): AnalyzerError {
  return new AnalyzerError(
    "config-malformed",
    `Could not read ${what}: found ${found}, expected ${expected}. Correct it, or name the paths on the command line.`,
    options,
  );
}

function describe(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}
