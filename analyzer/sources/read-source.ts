import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { toUnreadable } from "./unreadable.ts";

/**
 * Reads a source file as text. A byte order mark stays: coverage reports count it as a column.
 * Synchronous, because thousands of small files cost a third of their parsing more otherwise.
 *
 * @throws AnalyzerError "unreadable"
 */
export function readSource(path: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, path), "utf8");
  } catch (error) {
    throw toUnreadable(error, path);
  }
}
