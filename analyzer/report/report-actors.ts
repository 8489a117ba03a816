import type { Status } from "../findings.ts";
import type { Actor } from "../model.ts";
import type { ReportActor, ReportFile, Totals } from "./document.ts";
import { comparePaths, toPosixPath } from "./order.ts";
import { keyOfOwner, listOwners } from "./owners.ts";
import { addTotals, countStatuses } from "./totals.ts";

/**
 * An actor's outcomes are those that one of its entries reaches, in any file, and those that stand in its class.
 * A helper that two actors reach counts for both, so these totals may add up to more than the report's.
 */
export function reportActors(
  actors: readonly Actor[],
  files: readonly ReportFile[],
): readonly ReportActor[] {
  const listed = new Set(files.map(({ path }) => path));
  return listActors(actors, listed, files.flatMap(listOwned));
}

/** The same, where it is known of each file whose outcomes there are. */
export function listActors(
  actors: readonly Actor[],
  listed: ReadonlySet<string>,
  owned: readonly Owned[],
): readonly ReportActor[] {
  const byOwner = new Map<string, Totals>();
  for (const [owner, totals] of owned) {
    const known = byOwner.get(owner);
    byOwner.set(owner, known ? addTotals([known, totals]) : totals);
  }
  return (
    actors
      .map((actor): ReportActor => ({
        name: actor.name,
        path: toPosixPath(actor.path),
        binding: actor.binding,
        entries: actor.entries.map((entry) => entry.name),
        totals: byOwner.get(keyOfOwner(actor.path, actor.name)) ?? countStatuses([]),
      }))
      // An actor of another file is of interest where it reaches something here.
      .filter(({ path, totals }) => totals.outcomes > 0 || listed.has(path))
      .toSorted(
        (left, right) => comparePaths(left.path, right.path) || comparePaths(left.name, right.name),
      )
  );
}

/** What a possible owner has of a file. */
export type Owned = readonly [owner: string, totals: Totals];

/** In one pass over the outcomes of a file, however many actors there are. */
export function listOwned({ path, decisions }: ReportFile): readonly Owned[] {
  const statuses = new Map<string, Status["status"][]>();
  for (const { unit, outcomes } of decisions)
    for (const outcome of outcomes)
      for (const owner of listOwners(path, unit, outcome)) {
        const known = statuses.get(owner);
        if (known) known.push(outcome.status);
        else statuses.set(owner, [outcome.status]);
      }
  return [...statuses].map(([owner, found]) => [owner, countStatuses(found)]);
}
