import type { Attribution, Taker, Takers } from "../attribution/attribute.ts";
import type { CountedTest } from "../attribution/overlay.ts";
import { AnalyzerError } from "../errors.ts";
import type { Status } from "../findings.ts";
import type { Position } from "../model.ts";
import type { ReportDecision, ReportFile } from "./document.ts";
import type { FoundDecision } from "./find-target.ts";

/** An outcome and the tests that took it. */
export interface TakenOutcome {
  readonly id: string;
  readonly label: string;
  readonly status: Status["status"];
  readonly hits: number | null;
  /** Tests that took it for certain. */
  readonly tests: readonly Taker[];
  /** Tests during or after which it was taken for nobody who is known; one of them may have, or one before. */
  readonly shared: readonly CountedTest[];
  /** Of a missed one, the test that came nearest: it took another way out of the decision, or a way to it. */
  readonly nearest: CountedTest | null;
}

export interface TakenDecision {
  readonly path: string;
  readonly id: string;
  readonly alias: string;
  readonly start: Position;
  readonly outcomes: readonly TakenOutcome[];
}

/** What `who --json` prints. */
export interface WhoTakes {
  readonly schemaVersion: 1;
  readonly decisions: readonly TakenDecision[];
}

/**
 * Names the tests that took the given outcomes.
 *
 * @throws AnalyzerError "coverage-missing" where nobody wrote it down, "untrusted-stale" where it is of other coverage
 */
export function listTakers(
  found: readonly FoundDecision[],
  attributions: ReadonlyMap<ReportFile, Attribution>,
): WhoTakes {
  return {
    schemaVersion: 1,
    decisions: found.map(({ file, decision, outcomes }) => {
      const attribution = attributions.get(file);
      const takers = readTakers(attribution, file.path);
      const { id, alias, start } = decision;
      return {
        path: file.path,
        id,
        alias,
        start,
        outcomes: outcomes.map(({ id: outcome, label, status, hits }) => ({
          id: outcome,
          label,
          status,
          hits,
          tests: takers.get(outcome)?.tests ?? [],
          shared: takers.get(outcome)?.shared ?? [],
          nearest: status === "missed" ? findNearestTest(decision, takers) : null,
        })),
      };
    }),
  };
}

type TakersById = ReadonlyMap<string, Takers>;

function readTakers(attribution: Attribution | undefined, path: string): TakersById {
  if (attribution?.state === "known") return attribution.takers;
  if (attribution?.state === "renumbered")
    throw new AnalyzerError(
      "untrusted-stale",
      `Could not say which tests take the branches of "${path}": found tests that were counted with other code than the ` +
        "coverage, expected both of one run. Run the tests again with coverage.",
    );
  if (attribution?.state === "v8")
    throw new AnalyzerError(
      "coverage-missing",
      "Could not say which tests take a branch: found counts of provider v8, which has one for all tests together, expected those of istanbul. " +
        'Set coverage.provider: "istanbul" and setupFiles: ["footlights/attribution"] in the Vitest configuration, then run the tests again.',
    );
  throw new AnalyzerError(
    "coverage-missing",
    "Could not say which tests take a branch: found no footlights-tests.json with counts beside the coverage, expected one. " +
      'Add setupFiles: ["footlights/attribution"] to the Vitest configuration that has the plugin footlights(), then run the tests again with provider istanbul.',
  );
}

/** A test that took another outcome of the decision, else one that took the nearest of what leads there. */
export function findNearestTest(
  { outcomes, guards = [] }: Pick<ReportDecision, "outcomes" | "guards">,
  takers: TakersById,
): CountedTest | null {
  for (const id of [...outcomes.map((outcome) => outcome.id), ...guards.toReversed()]) {
    const [test] = takers.get(id)?.tests ?? [];
    if (test) return { name: test.name, file: test.file };
  }
  return null;
}
