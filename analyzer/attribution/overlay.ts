/** The name of the overlay, in the folder of the coverage report that it belongs to. */
export const OVERLAY = "footlights-tests.json";

/** Counters by Istanbul's own numbers in the coverage report; those that are zero are left out. */
export interface PartialCounters {
  readonly s: Readonly<Record<string, number>>;
  readonly f: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
}

/** What was counted in one source file for one test, or while some tests ran. */
export interface CountedHits extends PartialCounters {
  /** Indices into `tests`; none where the file was only loaded. */
  readonly tests: readonly number[];
  /** True: it ran for this one test. False: it ran during or after these, and may be of any of them, or of one before. */
  readonly certain: boolean;
}

/** One source file. */
export interface CountedSource {
  /** How many statements, functions and branches the report has to have for the numbers to be its own. */
  readonly sizes: readonly [statements: number, functions: number, branches: number];
  readonly hits: readonly CountedHits[];
}

/** Which test ran what: a small file beside the coverage report, written by the Vitest plugin. */
export interface TestsOverlay {
  readonly schemaVersion: 1;
  readonly tests: readonly CountedTest[];
  /** By source file, as the coverage report names it. */
  readonly files: Readonly<Record<string, CountedSource>>;
}

export interface CountedTest {
  /** `suite > name`, as Vitest prints it. */
  readonly name: string;
  /** The test's file, relative to Vitest's root, with `/`. */
  readonly file: string;
}
