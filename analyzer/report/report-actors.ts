import type { Status } from "../findings.ts";
import type { Actor } from "../model.ts";
import type { ReportActor, ReportFile } from "./document.ts";
import { comparePaths, toPosixPath } from "./order.ts";
import { keyOfOwner, listOwners } from "./owners.ts";
import { countStatuses } from "./totals.ts";

/**
 * An actor's outcomes are those that one of its entries reaches, in any file, and those that stand in its class.
 * A helper that two actors reach counts for both, so these totals may add up to more than the report's.
 */
export function reportActors(
  actors: readonly Actor[],
  files: readonly ReportFile[],
): readonly ReportActor[] {
  const statuses = collectStatuses(files);
  const listed = new Set(files.map(({ path }) => path));
  return (
    actors
      .map((actor): ReportActor => ({
        name: actor.name,
        path: toPosixPath(actor.path),
        binding: actor.binding,
        entries: actor.entries.map((entry) => entry.name),
        totals: countStatuses(statuses.get(keyOfOwner(actor.path, actor.name)) ?? []),
      }))
      // An actor of another file is of interest where it reaches something here.
      .filter(({ path, totals }) => totals.outcomes > 0 || listed.has(path))
      .toSorted(
        (left, right) => comparePaths(left.path, right.path) || comparePaths(left.name, right.name),
      )
  );
}

/** In one pass over the outcomes, however many actors there are: the statuses that each possible owner has. */
function collectStatuses(
  files: readonly ReportFile[],
): ReadonlyMap<string, readonly Status["status"][]> {
  const statuses = new Map<string, Status["status"][]>();
  for (const file of files) {
    for (const { unit, outcomes } of file.decisions) {
      for (const outcome of outcomes) {
        for (const owner of listOwners(file.path, unit, outcome)) {
          const known = statuses.get(owner);
          if (known) known.push(outcome.status);
          else statuses.set(owner, [outcome.status]);
        }
      }
    }
  }
  return statuses;
}
