import type { Finding } from "../findings.ts";
import { sayCode } from "./code.ts";

/** The unit as people call it: callbacks by what they are passed to. */
export function sayUnit(unit: string): string {
  const at = unit.lastIndexOf(".cb:");
  if (at === -1) return sayCode(unit);
  return `the callback of ${sayCode(unit.slice(at + 4))} in ${sayCode(unit.slice(0, at))}`;
}

/** The unit itself, or the outermost unit around it that was never called either. */
export function outermostUncalled(unit: string, uncalled: ReadonlySet<string>): string {
  for (let at = unit.indexOf("."); at !== -1; at = unit.indexOf(".", at + 1)) {
    const outer = unit.slice(0, at);
    if (uncalled.has(outer)) return outer;
  }
  return unit;
}

/** The outcomes on the way to a decision that were never taken, outermost first; empty when all were, or none is known. */
export function listBlockers(
  { decision }: Finding,
  byId: ReadonlyMap<string, Finding>,
): readonly Finding[] {
  return decision.guards.flatMap((guard) => {
    const found = byId.get(guard);
    return found?.status.status === "missed" ? [found] : [];
  });
}
