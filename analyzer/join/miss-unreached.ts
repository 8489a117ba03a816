import type { Finding, Status } from "../findings.ts";
import type { Decision, Unit } from "../model.ts";
import { comparePositions } from "../position.ts";

/** What is known of the entries of a file's units. */
export interface Entries {
  readonly units: readonly Unit[];
  /** By the path of the unit, where a counter tells. */
  readonly unitHits: ReadonlyMap<string, number>;
}

/**
 * What no counter shows is certain where nothing can have run: an outcome was missed that stands behind one that was
 * missed, or in a body that was never entered.
 */
export function missUnreached(
  findings: readonly Finding[],
  { units, unitHits }: Entries,
): readonly Finding[] {
  const missed = new Set(findings.filter(isShut).map(({ outcome }) => outcome.id));
  const unentered = new Map(
    units.filter(({ path }) => unitHits.get(path) === 0).map((unit) => [unit.path, unit]),
  );
  if (missed.size === 0 && unentered.size === 0) return findings;
  return findings.map((finding) => {
    const { decision, status } = finding;
    const isUnreached =
      decision.guards.some((guard) => missed.has(guard)) ||
      isInBody(decision, unentered.get(decision.unit));
    if (!isUnreached || !isOpen(status)) return finding;
    return { ...finding, status: { status: "missed", hits: 0 }, evaluated: 0 };
  });
}

/** Whether nothing came in: what no `case` matched may be entered from the clause before, unless the clause counts all. */
function isShut({ decision, outcome, status }: Finding): boolean {
  const countsAll = decision.kind !== "switch" || outcome.evidence.by === "counter";
  return status.status === "missed" && countsAll;
}

/** Whether a status leaves room for what is proven; counters that contradict each other prove nothing. */
function isOpen(status: Status): boolean {
  if (status.status === "unknown") return status.reason !== "assumption-broken";
  return status.status === "missed";
}

/** Parameters, and fields in front of a constructor, are evaluated before the body is counted, and may throw. */
function isInBody({ start, end }: Decision, unit: Unit | undefined): boolean {
  if (unit?.entered === undefined || unit.entered.of === "arm") return false;
  return comparePositions(unit.entered.start, start) <= 0 && comparePositions(end, unit.end) <= 0;
}
