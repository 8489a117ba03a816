import type { BranchHits, FileHits, PointHits } from "../findings.ts";
import type { Position } from "../model.ts";

/**
 * Adds the counters of several reports of one file. A counter is known by its kind and start, and by its
 * place among those that share them, never by its number in the report.
 */
export function mergeHits(
  reports: readonly [first: FileHits, ...rest: readonly FileHits[]],
): FileHits {
  const [first] = reports;
  if (reports.length === 1) return first;
  return {
    path: first.path,
    provider: reports.every(({ provider }) => provider === first.provider)
      ? first.provider
      : "unknown",
    branches: mergeBy(
      reports.map(({ branches }) => branches),
      keyBranch,
      addBranches,
    ),
    statements: mergeBy(
      reports.map(({ statements }) => statements),
      keyPoint,
      addPoints,
    ),
    functions: mergeBy(
      reports.map(({ functions }) => functions),
      keyPoint,
      addPoints,
    ),
    runs: reports.flatMap(({ runs }) => runs),
    ...mergeTexts(reports),
  };
}

/** Where one report does not tell, nothing is told of all. */
function mergeTexts(reports: readonly FileHits[]): Pick<FileHits, "texts"> {
  const texts = reports.map((report) => report.texts);
  return texts.includes(undefined)
    ? {}
    : { texts: [...new Set(texts.flatMap((hashes) => hashes ?? []))] };
}

function mergeBy<T>(
  lists: readonly (readonly T[])[],
  key: (item: T) => string,
  add: (a: T, b: T) => T,
): readonly T[] {
  const merged = new Map<string, T>();
  for (const list of lists) {
    const seen = new Map<string, number>();
    for (const item of list) {
      const place = key(item);
      const ordinal = seen.get(place) ?? 0;
      seen.set(place, ordinal + 1);
      const id = `${place}#${ordinal}`;
      const known = merged.get(id);
      merged.set(id, known === undefined ? item : add(known, item));
    }
  }
  return [...merged.values()];
}

function addBranches(a: BranchHits, b: BranchHits): BranchHits {
  const hits = a.hits.map((count, arm) => {
    const other = b.hits[arm] ?? null;
    return count === null || other === null ? null : count + other;
  });
  return { ...a, hits };
}

function addPoints(a: PointHits, b: PointHits): PointHits {
  return { ...a, hits: a.hits + b.hits };
}

function keyBranch({ kind, start, hits }: BranchHits): string {
  return `${kind}:${hits.length}:${keyPosition(start)}`;
}

function keyPoint({ start }: PointHits): string {
  return keyPosition(start);
}

function keyPosition({ line, column }: Position): string {
  return `${line}:${column}`;
}
