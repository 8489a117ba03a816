import { listFile } from "../../analyzer/inventory/index.ts";

/** What our inventory says of a text in profile `istanbul`, in the oracle's words; a skipped file says why. */
export function listBranches(path: string, text: string): readonly string[] {
  const inventory = listFile(path, text, "istanbul");
  if ("reason" in inventory) return [`skipped: ${inventory.reason}`];
  return inventory.decisions
    .map(({ kind, start, outcomes }) => `${kind} ${start.line}:${start.column} ${outcomes.length}`)
    .toSorted();
}
