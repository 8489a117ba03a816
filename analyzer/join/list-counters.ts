import type { Counter, Evidence, FileInventory, Position } from "../model.ts";

/** Starts of the statements or functions whose counters the outcomes of a file need. */
export function listCounters(
  { decisions }: FileInventory,
  of: "statement" | "function",
): readonly Position[] {
  const starts = new Map<string, Position>();
  for (const { outcomes } of decisions) {
    for (const { evidence } of outcomes) {
      for (const counter of listUsed(evidence)) {
        if (counter.of !== of) continue;
        starts.set(`${counter.start.line}:${counter.start.column}`, counter.start);
      }
    }
  }
  return [...starts.values()];
}

function listUsed(evidence: Evidence): readonly Counter[] {
  switch (evidence.by) {
    case "counter":
      return [evidence.counter];
    case "difference":
      return [...evidence.plus, ...evidence.minus];
    case "loop":
      return [evidence.entered, evidence.body];
    case "nothing":
      return [];
  }
}
