/** Ids of outcomes by file. */
export type Places = ReadonlyMap<string, readonly string[]>;

/**
 * The ids of each file that were not there before: in that file, or in another one that has lost them since. Within a
 * file ids differ; files with equal code have equal ids.
 */
export function listNew(before: Places, now: Places): ReadonlyMap<string, ReadonlySet<string>> {
  const lost = countLost(before, now);
  const found = new Map<string, ReadonlySet<string>>();
  for (const [path, ids] of now) {
    const known = new Set(before.get(path));
    const fresh = ids.filter((id) => !known.has(id) && !take(lost, id));
    if (fresh.length > 0) found.set(path, new Set(fresh));
  }
  return found;
}

/** How many files have lost each id. */
function countLost(before: Places, now: Places): Map<string, number> {
  const lost = new Map<string, number>();
  for (const [path, ids] of before) {
    const kept = new Set(now.get(path));
    for (const id of ids) if (!kept.has(id)) lost.set(id, (lost.get(id) ?? 0) + 1);
  }
  return lost;
}

function take(lost: Map<string, number>, id: string): boolean {
  const count = lost.get(id) ?? 0;
  if (count > 0) lost.set(id, count - 1);
  return count > 0;
}
