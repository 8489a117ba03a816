import type { SkippedFile } from "../model.ts";
import type { Terminal } from "./terminal.ts";

/** One line per file that was found and could not be listed. */
export function warnOfSkipped(skipped: readonly SkippedFile[], terminal: Terminal): void {
  for (const { path, reason } of skipped) terminal.warn(`Skipped "${path}": ${reason}`);
}
