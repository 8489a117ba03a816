import type { FileHits } from "../findings.ts";
import type { Counter, FileInventory, Position } from "../model.ts";
import type { Pair } from "./align-sites.ts";
import type { LoweredCounts } from "./v8/lower-counts.ts";
import { createPoints, findBefore } from "./points.ts";

/** Reads counters named statically out of a report. */
export interface Counters {
  /** The count, or why there is none that can be believed. */
  readonly read: (counter: Counter) => number | "no-counter" | "provider" | "may-have-thrown";
  /** How often this counter proves that what is before it came to its end: 0 where it proves nothing. */
  readonly readEnd: (counter: Counter) => number;
}

/** Whether a counter counts only what reached it, and not what threw just before. */
export type IsCountedAtEnd = (counter: Counter) => boolean;

/** The counters of one file, with its sites paired with the branches of the report. */
export function createCounters(
  inventory: FileInventory,
  pairs: readonly Pair[],
  { hits, isCountedAtEnd }: { readonly hits: FileHits; readonly isCountedAtEnd: IsCountedAtEnd },
): Counters {
  const branches = new Map(pairs.map(({ site, branch }) => [site, branch.hits]));
  const readArm = (index: number, arm: number): number | null | undefined => {
    const site = inventory.sites[index];
    return site === undefined ? undefined : branches.get(site)?.[arm];
  };
  // LCOV does not say who counted, and that its lines are weak is told anyway.
  const isInBlocks = hits.runs[0]?.by !== "lines";
  const statements = createPoints(hits.statements);
  const functions = createPoints(hits.functions);
  const bodies = new Set(
    inventory.units.flatMap(({ entered }) =>
      entered?.of === "function" ? [keyOf(entered.start)] : [],
    ),
  );
  const others = { statements, isStart: (at: Position) => bodies.has(keyOf(at)) };
  const read: Counters["read"] = (counter) => {
    if (counter.of === "arm") {
      const count = readArm(counter.site, counter.arm);
      // What is left over may have been thrown; nothing left over is nothing.
      if (isInBlocks && typeof count === "number" && count > 0 && !isCountedAtEnd(counter))
        return "may-have-thrown";
      return count === null ? "provider" : (count ?? "no-counter");
    }
    if (counter.of === "statement") return statements.read(counter.start) ?? "no-counter";
    // The brace of a body after a return type may have no mapping: the report names what is before it,
    // but nothing before the last statement, and not the body of another function.
    return (
      functions.read(counter.start) ?? findBefore(functions, counter.start, others) ?? "no-counter"
    );
  };
  return {
    read,
    readEnd: (counter) => {
      const count = isCountedAtEnd(counter) ? read(counter) : 0;
      return typeof count === "number" ? count : 0;
    },
  };
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}

/** Istanbul counts each statement and each arm when it is reached. */
export const isAlwaysCounted: IsCountedAtEnd = () => true;

/**
 * V8 counts blocks: a statement has the count of the block around it, whatever threw before it, and a missing `else`
 * what is left of that. Arms that are code count for themselves, and what is behind blocks.
 */
export function findCountedByV8(
  { decisions, sites }: FileInventory,
  isProven: LoweredCounts["isProven"],
): IsCountedAtEnd {
  const missing = new Set<number>();
  for (const { kind, outcomes } of decisions) {
    if (kind !== "if") continue;
    const otherwise = outcomes.find(({ label }) => label === "else");
    if (otherwise?.start !== undefined || otherwise?.evidence.by !== "counter") continue;
    if (otherwise.evidence.counter.of === "arm") missing.add(otherwise.evidence.counter.site);
  }
  return (counter) => {
    if (counter.of === "statement") return isProven("statement", counter.start);
    if (counter.of === "function") return false;
    const site = sites[counter.site];
    if (counter.arm !== 1 || !missing.has(counter.site)) return true;
    return site !== undefined && isProven("else", site.start);
  };
}
