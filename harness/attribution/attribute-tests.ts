import { afterAll, aroundEach } from "vitest";
import { type Counters, dropZeros, isCounters, readStore } from "./counters.ts";
import { runAsTest } from "./current-test.ts";
import { type FindTest, Parties } from "./parties.ts";
import { splitCounters } from "./split-counters.ts";

/** What some tests counted; of one that is not certain, it is only known that it was counted while they ran. */
export interface CountedGroup {
  readonly tests: readonly string[];
  readonly certain: boolean;
  /** By source file, as the coverage names it; zeros are left out. */
  readonly files: Readonly<Record<string, Counters>>;
}

/** What one test file hands to the plugin. */
export interface CountedFile {
  /** How many counters each source file has: another number later says that they were numbered anew. */
  readonly sizes: Readonly<Record<string, readonly [s: number, f: number, b: number]>>;
  readonly groups: readonly CountedGroup[];
}

declare module "vitest" {
  interface TaskMeta {
    footlights?: CountedFile;
  }
}

/** Counts for each test of this file by itself; `findTest` says for which of them code runs. */
export function attributeTests(findTest: FindTest): void {
  const parties = new Parties(findTest);
  const join = splitCounters(parties);
  let report: ((found: CountedFile) => void) | undefined;

  aroundEach(async (runTest, { task }) => {
    report = (found) => {
      task.file.meta.footlights = found;
    };
    parties.begin(task.id);
    try {
      await runAsTest(task.id, runTest);
    } finally {
      parties.end(task.id);
    }
  });

  // The first hook that is registered is the last to run.
  afterAll(() => {
    join();
    report?.(collect(parties));
  });
}

function collect(parties: Parties): CountedFile {
  const store = Object.entries(readStore()).filter((entry): entry is [string, Counters] =>
    isCounters(entry[1]),
  );
  return {
    sizes: Object.fromEntries(
      store.map(([path, { s, f, b }]) => [path, [sizeOf(s), sizeOf(f), sizeOf(b)]]),
    ),
    groups: parties.all().flatMap(({ tests, isCertain, counted }) => {
      const files = store.flatMap(([path, counters]) => {
        const own = counted.get(counters);
        return own ? [[path, dropZeros(own)] as const] : [];
      });
      return files.length === 0
        ? []
        : [{ tests, certain: isCertain, files: Object.fromEntries(files) }];
    }),
  };
}

function sizeOf(counters: object): number {
  return Object.keys(counters).length;
}
