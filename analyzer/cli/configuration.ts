import type { FootlightsConfig } from "../config/config.ts";
import { readConfig } from "../config/read-config.ts";

const read = new Map<string, Promise<FootlightsConfig>>();

/** The configuration of a folder, read once however many parts of a command ask. Throws as `readConfig` does. */
export function configurationOf(cwd: string): Promise<FootlightsConfig> {
  const known = read.get(cwd) ?? readConfig(cwd);
  read.set(cwd, known);
  return known;
}
