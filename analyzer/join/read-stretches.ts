import { findHits } from "../coverage/stretches.ts";
import type { BranchHits, FileHits, FileInventory, PointHits, Position } from "../model.ts";
import { type ArmPlaces, listArms } from "./list-arms.ts";
import { listCounters } from "./list-counters.ts";

/**
 * Reads V8's stretches at the places that Istanbul would count, so that the rest of the join knows
 * one kind of report only. Default values stay without a count: V8 has none.
 */
export function readStretches(inventory: FileInventory, hits: FileHits, text: string): FileHits {
  const read = (at: Position): number => findHits(hits.stretches, at) ?? 0;
  const readPoints = (of: "statement" | "function"): PointHits[] =>
    listCounters(inventory, of).map((start) => ({ start, hits: read(start) }));
  return {
    ...hits,
    branches: [
      ...listArms(inventory.path, text).map((branch) => readBranch(branch, read)),
      ...inventory.sites
        .filter(({ kind }) => kind === "default-arg")
        .map(({ kind, start }) => ({ kind, start, hits: [null] })),
    ],
    statements: readPoints("statement"),
    functions: readPoints("function"),
  };
}

function readBranch({ kind, start, arms }: ArmPlaces, read: (at: Position) => number): BranchHits {
  const counts: (number | null)[] = [];
  for (const arm of arms) {
    if (arm === "function") counts.push(null);
    // No block stands for a missing `else`: what entered the `if` and did not take the other arm.
    else if (arm === null) counts.push(read(start) - (counts[0] ?? 0));
    else counts.push(read(arm));
  }
  return { kind, start, hits: counts };
}
