import type { Counter, FileHits, PointHits, Position, Site } from "../model.ts";
import type { Pair } from "./align-sites.ts";

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
  const statements = indexPoints(hits.statements);
  const functions = indexPoints(hits.functions);
  return {
    read: (counter) => {
      if (counter.of === "arm") {
        const site = sites[counter.site];
        const count = site === undefined ? undefined : branches.get(site)?.[counter.arm];
        return count === null ? "provider" : (count ?? "no-counter");
      }
      const points = counter.of === "statement" ? statements : functions;
      return points.get(keyOf(counter.start)) ?? "no-counter";
    },
  };
}

/** Counts by start. Where several counters with different counts share a start, none of them is believed. */
function indexPoints(points: readonly PointHits[]): ReadonlyMap<string, number> {
  const index = new Map<string, number | null>();
  for (const { start, hits } of points) {
    const key = keyOf(start);
    const known = index.get(key);
    index.set(key, known === undefined || known === hits ? hits : null);
  }
  return new Map([...index].flatMap(([key, hits]) => (hits === null ? [] : [[key, hits]])));
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
