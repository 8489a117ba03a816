import type { FileHits } from "../findings.ts";
import type { Counter, Evidence, FileInventory } from "../model.ts";
import type { Pair } from "./align-sites.ts";
import { createPoints, findBefore } from "./points.ts";
import { computeSlack, listSites } from "./slack.ts";

/** Reads counters named statically out of a report. */
export interface Counters {
  /** The count, or why there is none that can be believed. */
  readonly read: (counter: Counter) => number | "no-counter" | "provider";
  /** How far a count derived from these can be wrong. */
  readonly slackOf: (evidence: Evidence) => number;
}

/** The counters of one file, with its sites paired with the branches of the report. */
export function createCounters(
  inventory: FileInventory,
  pairs: readonly Pair[],
  { hits, text }: { readonly hits: FileHits; readonly text: string },
): Counters {
  const branches = new Map(pairs.map(({ site, branch }) => [site, branch.hits]));
  const readArm = (index: number, arm: number): number | null | undefined => {
    const site = inventory.sites[index];
    return site === undefined ? undefined : branches.get(site)?.[arm];
  };
  const slack = computeSlack(inventory, text, (site, arm) => readArm(site, arm) ?? undefined);
  const statements = createPoints(hits.statements);
  const functions = createPoints(hits.functions);
  return {
    slackOf: (evidence) => Math.max(0, ...listSites(evidence).map((site) => slack.get(site) ?? 0)),
    read: (counter) => {
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
    },
  };
}
