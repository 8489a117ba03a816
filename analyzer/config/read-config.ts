import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import type { FootlightsConfig } from "./config.ts";
import { checkConfig } from "./check-config.ts";
import { findConfigFile, twoConfigurations } from "./find-config-file.ts";

/**
 * Reads the configuration of a folder: its footlights.config.ts (or .js, .mts, .mjs ...), or `"footlights"` of its
 * package.json; empty where it has neither.
 *
 * @throws AnalyzerError "config-malformed"
 */
export async function readConfig(folder: string): Promise<FootlightsConfig> {
  const name = findConfigFile(folder);
  const ofPackage = readPackage(folder);
  if (name === undefined) return ofPackage ?? {};
  if (ofPackage !== undefined) throw twoConfigurations(name, '"footlights" of package.json');
  const config = await load(folder, name);
  checkConfig(config, name);
  return config;
}

function readPackage(folder: string): FootlightsConfig | undefined {
  const text = readText(join(folder, "package.json"));
  // Most have none, and only whoever has some needs a package.json that can be read.
  if (text === undefined || !text.includes('"footlights"')) return undefined;
  const json = parse(text);
  // In other places the word is the name of the package itself.
  const config: unknown = isRecord(json) ? json["footlights"] : undefined;
  if (config === undefined) return undefined;
  checkConfig(config, '"footlights" of package.json');
  return config;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/, ""); // as npm reads it
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable("package.json", "text that is no JSON", cause);
  }
}

async function load(folder: string, name: string): Promise<unknown> {
  // Loaded where there is such a file: most projects do without, and unchanged listings are quick.
  const { loadModule } = await import("./load-module.ts");
  try {
    const exported = loadModule(join(folder, name));
    if ("default" in exported) return await exported.default;
    if (!("__esModule" in exported)) return exported;
  } catch (cause) {
    const found = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw unreadable(name, found.split("\n", 1)[0] ?? "", cause);
  }
  throw unreadable(name, "no default export");
}

function unreadable(name: string, found: string, cause?: unknown): AnalyzerError {
  return new AnalyzerError(
    "config-malformed",
    `Could not read ${name}: found ${found}, expected ${name.endsWith(".json") ? "an object" : "a module whose default export is the configuration"}. Correct it, then run again.`,
    { cause },
  );
}
