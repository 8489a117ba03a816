import type { Counter, Evidence, FileInventory } from "../model.ts";

/**
 * How far counts derived from a formula can be wrong: how often its evaluation began and led to neither
 * arm of the `if` or `?:` that it decides, because something threw. By the formula's site.
 */
export type Slack = ReadonlyMap<number, number>;

/** Reads the slack of every formula that decides an `if` or a `?:`. */
export function computeSlack(
  inventory: FileInventory,
  readArm: (site: number, arm: number) => number | undefined,
): Slack {
  const slack = new Map<number, number>();
  for (const [decided, formula] of listTests(inventory)) {
    const began = readArm(formula, 0);
    const whenTrue = readArm(decided, 0);
    const whenFalse = readArm(decided, 1);
    if (began === undefined || whenTrue === undefined || whenFalse === undefined) continue;
    slack.set(formula, Math.abs(began - whenTrue - whenFalse));
  }
  return slack;
}

/** Sites of `if` and `?:` with the formula that is their test: evidence that takes counters of both tells. */
function listTests({ decisions, sites }: FileInventory): ReadonlyMap<number, number> {
  const tests = new Map<number, number>();
  for (const { outcomes } of decisions) {
    for (const { evidence } of outcomes) {
      const used = listSites(evidence);
      const decided = used.find((site) => isTwoWay(sites[site]?.kind));
      if (decided === undefined) continue;
      for (const site of used) {
        if (sites[site]?.kind !== "binary-expr") continue;
        // Of formulas within formulas, `!(a && b) && c`, the first is the whole.
        tests.set(decided, Math.min(site, tests.get(decided) ?? site));
      }
    }
  }
  return tests;
}

/** The sites of all arms that a derived count takes. */
export function listSites(evidence: Evidence): readonly number[] {
  if (evidence.by !== "difference") return [];
  return [...evidence.plus, ...evidence.minus].flatMap((counter: Counter) =>
    counter.of === "arm" ? [counter.site] : [],
  );
}

function isTwoWay(kind: string | undefined): boolean {
  return kind === "if" || kind === "cond-expr";
}
