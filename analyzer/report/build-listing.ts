import type { Inventory } from "../model.ts";
import type { Listing } from "./document.ts";
import { listDecision } from "./list-decision.ts";
import { comparePaths, compareSpans, toPosixPath } from "./order.ts";

/** Turns an inventory into the document that `list` shows: sorted, with totals, without counters. */
export function buildListing(inventory: Inventory): Listing {
  const files = inventory.files
    .map((file) => ({
      path: toPosixPath(file.path),
      sha256: file.sha256,
      decisions: file.decisions.map(listDecision).toSorted(compareSpans),
    }))
    .toSorted((left, right) => comparePaths(left.path, right.path));
  const decisions = files.flatMap((file) => file.decisions);
  return {
    schemaVersion: 1,
    profile: inventory.profile,
    totals: {
      files: files.length,
      units: inventory.files.reduce((sum, file) => sum + file.units.length, 0),
      decisions: decisions.length,
      outcomes: decisions.reduce((sum, decision) => sum + decision.outcomes.length, 0),
    },
    files,
    skipped: inventory.skipped
      .map((file) => ({ path: toPosixPath(file.path), reason: file.reason }))
      .toSorted((left, right) => comparePaths(left.path, right.path)),
  };
}
