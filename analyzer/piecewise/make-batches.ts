import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { JoinedFile } from "../findings.ts";
import type { KeptBatch } from "./kept-index.ts";
import { planBatches } from "./plan-batches.ts";
import type { Workplace } from "./workplace.ts";
import type { Marked, Workshop } from "./workshop.ts";

/** Makes the pieces that wait for the compiler, and takes all others as they are. */
export async function makeBatches(
  place: Workplace,
  waiting: readonly string[],
): Promise<readonly KeptBatch[]> {
  const { facts, results } = place;
  const known = new Map(facts.index?.batches.map((batch) => [batch.paths.join("\n"), batch]));
  const batches: KeptBatch[] = [];
  const sizeOf = (path: string): number =>
    statSync(resolve(place.cwd, path), { throwIfNoEntry: false })?.size ?? 0;
  for (const paths of planBatches(waiting, sizeOf)) {
    const before = known.get(paths.join("\n"));
    const isKept = paths.every((path) => results.has(path));
    if (before && isKept && !before.sources.some(facts.hasChanged)) batches.push(before);
    else batches.push(makeBatch(paths, place, await place.openWorkshop()));
  }
  return batches;
}

function makeBatch(paths: readonly string[], place: Workplace, workshop: Workshop): KeptBatch {
  const sources = new Set<string>();
  const files = paths.flatMap((path): readonly JoinedFile[] => {
    const opened = workshop.open(path);
    return "reason" in opened ? [] : [opened.joined];
  });
  for (const marked of workshop.mark(files, sources)) finish(marked, place);
  return { paths, sources: [...sources] };
}

function finish({ path, marks, make }: Marked, { results, ownOf }: Workplace): void {
  // What the compiler says of a file may be what it said before, though another file has changed.
  if (results.get(path)?.marks === marks) return;
  const { piece, sources } = make();
  results.set(path, { path, own: ownOf(path), sources, marks, result: { piece } });
}
