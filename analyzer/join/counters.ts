import type { FileHits } from "../findings.ts";
import type { Counter, FileInventory } from "../model.ts";
import type { Pair } from "./align-sites.ts";
import { createPoints, findBefore } from "./points.ts";

/** Reads counters named statically out of a report. */
export interface Counters {
  /** The count, or why there is none that can be believed. */
  readonly read: (counter: Counter) => number | "no-counter" | "provider";
  /** How often this counter proves that what is before it came to its end: 0 where it proves nothing. */
  readonly readEnd: (counter: Counter) => number;
}

/** The counters of one file, with its sites paired with the branches of the report. */
export function createCounters(
  inventory: FileInventory,
  pairs: readonly Pair[],
  hits: FileHits,
): Counters {
  const branches = new Map(pairs.map(({ site, branch }) => [site, branch.hits]));
  const readArm = (index: number, arm: number): number | null | undefined => {
    const site = inventory.sites[index];
    return site === undefined ? undefined : branches.get(site)?.[arm];
  };
  const statements = createPoints(hits.statements);
  const functions = createPoints(hits.functions);
  const read: Counters["read"] = (counter) => {
    if (counter.of === "arm") {
      const count = readArm(counter.site, counter.arm);
      return count === null ? "provider" : (count ?? "no-counter");
    }
    if (counter.of === "statement") return statements.read(counter.start) ?? "no-counter";
    // The brace of a body after a return type may have no mapping: the report names what is before it,
    // but nothing before the last statement, and not the body of another function.
    return (
      functions.read(counter.start) ??
      findBefore(functions, counter.start, statements) ??
      "no-counter"
    );
  };
  const isCountedAtEnd = hits.provider === "istanbul" ? () => true : findCountedByV8(inventory);
  return {
    read,
    readEnd: (counter) => {
      const count = isCountedAtEnd(counter) ? read(counter) : 0;
      return typeof count === "number" ? count : 0;
    },
  };
}

/**
 * V8 counts blocks: a statement has the count of the block around it, whatever threw before it, and a missing `else`
 * what is left of that. Only arms that are code count for themselves.
 */
function findCountedByV8({ decisions }: FileInventory): (counter: Counter) => boolean {
  const missing = new Set<number>();
  for (const { kind, outcomes } of decisions) {
    if (kind !== "if") continue;
    const otherwise = outcomes.find(({ label }) => label === "else");
    if (otherwise?.start !== undefined || otherwise?.evidence.by !== "counter") continue;
    if (otherwise.evidence.counter.of === "arm") missing.add(otherwise.evidence.counter.site);
  }
  return (counter) => counter.of === "arm" && !(counter.arm === 1 && missing.has(counter.site));
}
