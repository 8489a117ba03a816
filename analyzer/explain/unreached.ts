import type { Finding } from "../model.ts";
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

/** The outermost outcome on the way to a decision that was never taken; undefined when all were, or none is known. */
export function findBlocker(
  { decision }: Finding,
  byId: ReadonlyMap<string, Finding>,
): Finding | undefined {
  for (const guard of decision.guards) {
    const found = byId.get(guard);
    if (found?.status.status === "missed") return found;
  }
  return undefined;
}
