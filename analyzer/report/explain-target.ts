import type { Attribution, Takers } from "../attribution/attribute.ts";
import type { CountedTest } from "../attribution/overlay.ts";
import type { Status } from "../findings.ts";
import type { DecisionKind, Position } from "../model.ts";
import type { Report, ReportDecision, ReportFile, ReportOutcome } from "./document.ts";
import type { FoundDecision } from "./find-target.ts";
import { findNearestTest } from "./who-takes.ts";

/** An outcome that leads to a decision, and what became of it. */
export interface GuardStep {
  readonly id: string;
  readonly line: number;
  readonly kind: DecisionKind;
  readonly condition: string;
  readonly label: string;
  readonly status: Status["status"];
  readonly hits: number | null;
}

/** An outcome with the tests that took it, where the run wrote down which test ran what. */
export interface ExplainedOutcome extends ReportOutcome {
  readonly tests?: Takers["tests"];
  /** Tests during or after which it was taken for nobody who is known. */
  readonly shared?: Takers["shared"];
  /** Of a missed one, the test that came nearest. */
  readonly nearest?: CountedTest;
}

/** A decision with everything that is known of it. */
export interface ExplainedDecision extends Omit<ReportDecision, "guards" | "outcomes"> {
  readonly outcomes: readonly ExplainedOutcome[];
  readonly path: string;
  /** What has to be taken to get here inside the unit, outermost first. */
  readonly guards: readonly GuardStep[];
}

/** What `explain --json` prints. */
export interface Explained {
  readonly schemaVersion: 1;
  readonly decisions: readonly ExplainedDecision[];
}

/** Gathers what a report says of the decisions that a user points at; of a decision met twice, all outcomes. */
export function explainTargets(
  report: Report,
  found: readonly FoundDecision[],
  attributions: ReadonlyMap<ReportFile, Attribution>,
): Explained {
  const merged = new Map<ReportDecision, { file: ReportFile; outcomes: Set<ReportOutcome> }>();
  for (const { file, decision, outcomes } of found) {
    const known = merged.get(decision) ?? { file, outcomes: new Set() };
    for (const outcome of outcomes) known.outcomes.add(outcome);
    merged.set(decision, known);
  }
  const steps = new Map<ReportFile, ReadonlyMap<string, GuardStep>>();
  return {
    schemaVersion: report.schemaVersion,
    decisions: [...merged].map(([decision, { file, outcomes }]) => {
      const known = steps.get(file) ?? listSteps(file);
      steps.set(file, known);
      return {
        path: file.path,
        ...decision,
        guards: (decision.guards ?? []).flatMap((id) => known.get(id) ?? []),
        outcomes: decision.outcomes
          .filter((outcome) => outcomes.has(outcome))
          .map((outcome) => withTests(outcome, decision, attributions.get(file))),
      };
    }),
  };
}

function withTests(
  outcome: ReportOutcome,
  decision: ReportDecision,
  attribution: Attribution | undefined,
): ExplainedOutcome {
  if (attribution?.state !== "known") return outcome;
  const { tests = [], shared = [] } = attribution.takers.get(outcome.id) ?? {};
  const nearest =
    outcome.status === "missed" ? findNearestTest(decision, attribution.takers) : null;
  return { ...outcome, tests, shared, ...(nearest && { nearest }) };
}

function listSteps({ decisions }: ReportFile): ReadonlyMap<string, GuardStep> {
  const steps = decisions.flatMap(({ kind, condition, start, outcomes }) =>
    outcomes.map(({ id, label, status, hits }) => {
      const { line }: Position = start;
      return [id, { id, line, kind, condition, label, status, hits }] as const;
    }),
  );
  return new Map(steps);
}
