import { dirname, relative } from "node:path";
import type { MergedPart, MergedReports } from "../coverage/merge-reports.ts";
import { AnalyzerError } from "../errors.ts";
import { fits } from "./fill-counters.ts";
import type { CountedHits, CountedTest, TestsOverlay } from "./overlay.ts";
import { addCounters, renumber } from "./renumber.ts";
import { readOverlay } from "./read-overlay.ts";

/** Which test ran what in all shards, or the shards of which nobody knows it. */
export type MergedOverlays =
  | { readonly overlay: TestsOverlay }
  | { readonly overlay: undefined; readonly without: readonly string[] };

/**
 * Puts the overlays of shards together, with the numbers that the counters have in the merged report. Tests are the same
 * by file and name; they come in that order, so that the order of the shards does not matter. Where a shard has none
 * there is none of all: what its tests took would be said to be nobody's.
 *
 * @throws AnalyzerError as `readOverlay` does, and "untrusted-stale" for an overlay of another run
 */
export async function mergeOverlays(
  { shards, parts, report }: MergedReports,
  cwd: string,
): Promise<MergedOverlays> {
  const overlays = new Map<string, TestsOverlay>();
  for (const shard of shards) {
    const overlay = isAlone(shard, shards) ? await readOverlay(shard, cwd) : undefined;
    if (overlay !== undefined) overlays.set(shard, overlay);
  }
  const without = shards.filter((shard) => !overlays.has(shard));
  if (without.length > 0) return { overlay: undefined, without };
  const tests = listTests([...overlays.values()]);
  const files = new Map<string, readonly CountedHits[]>();
  for (const part of parts) {
    const overlay = overlays.get(part.shard);
    const hits = overlay === undefined ? [] : listHits(part, overlay, { tests, cwd });
    if (hits.length > 0) files.set(part.path, [...(files.get(part.path) ?? []), ...hits]);
  }
  return {
    overlay: {
      schemaVersion: 1,
      tests: tests.map(({ name, file }) => ({ name, file })),
      files: Object.fromEntries(
        [...files].map(([path, hits]) => [
          path,
          { sizes: sizesOf(report[path] ?? {}), hits: addHits(hits) },
        ]),
      ),
    },
  };
}

/** An overlay belongs to the one report of its folder. */
function isAlone(shard: string, shards: readonly string[]): boolean {
  return shards.filter((other) => dirname(other) === dirname(shard)).length === 1;
}

/** A test, and which of those of its file that have its name. */
interface NumberedTest extends CountedTest {
  readonly ordinal: number;
}

function numberTests(tests: readonly CountedTest[]): readonly NumberedTest[] {
  const seen = new Map<string, number>();
  return tests.map(({ name, file: path }) => {
    const file = path.replaceAll("\\", "/");
    const ordinal = seen.get(`${file}\n${name}`) ?? 0;
    seen.set(`${file}\n${name}`, ordinal + 1);
    return { name, file, ordinal };
  });
}

function listTests(overlays: readonly TestsOverlay[]): readonly NumberedTest[] {
  const all = overlays.flatMap(({ tests }) => numberTests(tests));
  return [...new Map(all.map((test) => [keyOf(test), test])).values()].toSorted(
    (a, b) => compare(a.file, b.file) || compare(a.name, b.name) || a.ordinal - b.ordinal,
  );
}

interface Merging {
  readonly tests: readonly NumberedTest[];
  readonly cwd: string;
}

function listHits(
  { shard, key, entry, numbers }: MergedPart,
  overlay: TestsOverlay,
  { tests, cwd }: Merging,
): readonly CountedHits[] {
  const counted = overlay.files[key];
  if (counted === undefined) return [];
  if (!fits(entry, counted.sizes)) throw staleError(relative(cwd, shard));
  const indices = new Map(tests.map((test, index) => [keyOf(test), index]));
  const own = numberTests(overlay.tests).map((test) => indices.get(keyOf(test)) ?? -1);
  return counted.hits.map((hits) => ({
    tests: hits.tests.flatMap((index) => own[index] ?? []).toSorted((a, b) => a - b),
    certain: hits.certain,
    ...renumber(hits, numbers),
  }));
}

/** One for the same tests; in an order that is nobody's. */
function addHits(all: readonly CountedHits[]): readonly CountedHits[] {
  const groups = new Map<string, CountedHits>();
  for (const hits of all) {
    const { tests, certain } = hits;
    const key = `${certain ? 0 : 1} ${tests.map((index) => String(index).padStart(9, "0")).join(" ")}`;
    const known = groups.get(key);
    groups.set(key, known === undefined ? hits : { tests, certain, ...addCounters(known, hits) });
  }
  return [...groups].toSorted(([a], [b]) => compare(a, b)).map(([, hits]) => hits);
}

function sizesOf(entry: Readonly<Record<string, unknown>>): TestsOverlay["files"][string]["sizes"] {
  const sizeOf = (kind: string): number => Object.keys(entry[kind] ?? {}).length;
  return [sizeOf("s"), sizeOf("f"), sizeOf("b")];
}

function staleError(shard: string): AnalyzerError {
  return new AnalyzerError(
    "untrusted-stale",
    `Could not merge which test took what: found footlights-tests.json beside "${shard}" with counts of other code, expected both of one run. ` +
      "Run that shard again, or remove its footlights-tests.json.",
  );
}

function keyOf({ file, name, ordinal }: NumberedTest): string {
  return `${file}\n${name}\n${ordinal}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
