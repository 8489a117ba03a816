import type { BranchHits } from "../../../analyzer/findings.ts";
import type { Position, Site, SiteKind } from "../../../analyzer/model.ts";

/** `"3:4"` as a position. */
export function parsePosition(text: string): Position {
  const [line = 0, column = 0] = text.split(":").map(Number);
  return { line, column };
}

/** A site that starts at the first place; the second, if any, is its canonical start. */
export function createSite(places: string, kind: SiteKind = "if", arms: number = 2): Site {
  const [start = "", canonical = start] = places.split(" ");
  return {
    kind,
    start: parsePosition(start),
    canonicalStart: parsePosition(canonical),
    otherStarts: [],
    arms,
  };
}

export function createBranch(place: string, kind: SiteKind = "if", arms: number = 2): BranchHits {
  return { kind, start: parsePosition(place), hits: Array.from({ length: arms }, () => 1) };
}
