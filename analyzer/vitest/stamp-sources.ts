import { readFileSync } from "node:fs";
import { hashText, STAMP } from "../coverage/text-hash.ts";
import { isRecord } from "../is-record.ts";

/**
 * Notes in Istanbul's coverage map, before Vitest writes it, which text of each file ran: then coverage of a text that
 * has changed since is told from fresh one whatever has changed. Other readers of the report pass over it.
 */
export function stampSources(coverage: unknown): void {
  if (!isRecord(coverage) || !isRecord(coverage["data"])) return;
  for (const [path, file] of Object.entries(coverage["data"])) {
    const text = readText(path);
    // Entries are objects of Istanbul's, with what is written in `data`, or that alone.
    const entry = isRecord(file) && isRecord(file["data"]) ? file["data"] : file;
    if (text !== undefined && isRecord(entry)) {
      Object.assign(entry, { [STAMP]: { sha256: hashText(text) } });
    }
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // gone already, or never a file: then there is nothing to tell
  }
}
