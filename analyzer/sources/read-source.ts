import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { toUnreadable } from "./unreadable.ts";

/**
 * Reads a source file as text. A byte order mark stays: coverage reports count it as a column.
 * Rejects with AnalyzerError "unreadable".
 */
export async function readSource(path: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), "utf8");
  } catch (error) {
    throw toUnreadable(error, path);
  }
}
