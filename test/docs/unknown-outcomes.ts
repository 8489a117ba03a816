import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./reference-report.ts";

/** An outcome of the reference actors that stock coverage does not see, in some runs at least. */
export interface UnknownOutcome {
  readonly file: string;
  /** The outcome's alias and label. */
  readonly outcome: string;
  /** `<file>: <name of the test>` that takes it. */
  readonly test: string;
}

export const unknownOutcomes: readonly UnknownOutcome[] = JSON.parse(
  readFileSync(join(root, "test/reference-actors/unknown-outcomes.json"), "utf8"),
);
