import type { Counter, FileHits, Site } from "../model.ts";
import type { Pair } from "./align-sites.ts";
import { createPoints, findBefore } from "./points.ts";

/** Reads counters named statically out of a report. */
export interface Counters {
  /** The count, or why there is none that can be believed. */
  readonly read: (counter: Counter) => number | "no-counter" | "provider";
}

/** The counters of one file, with its sites paired with the branches of the report. */
export function createCounters(
  sites: readonly Site[],
  pairs: readonly Pair[],
  hits: FileHits,
): Counters {
  const branches = new Map(pairs.map(({ site, branch }) => [site, branch.hits]));
  const statements = createPoints(hits.statements);
  const functions = createPoints(hits.functions);
  return {
    read: (counter) => {
      if (counter.of === "arm") {
        const site = sites[counter.site];
        const count = site === undefined ? undefined : branches.get(site)?.[counter.arm];
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
    },
  };
}
