import { isRecord } from "../is-record.ts";
import type { Route } from "../model.ts";
import type { ReportDecision, ReportOutcome } from "../report/document.ts";

/** Decisions as they are written: hundreds of routes may lead to each of many outcomes, and each list is there once. */
export interface PackedDecisions {
  readonly routes: readonly (readonly Route[])[];
  readonly decisions: readonly PackedDecision[];
}

interface PackedDecision extends Omit<ReportDecision, "outcomes"> {
  readonly outcomes: readonly PackedOutcome[];
}

interface PackedOutcome extends Omit<ReportOutcome, "routes"> {
  /** Place of the list. */
  readonly routes: number;
}

export function packDecisions(decisions: readonly ReportDecision[]): PackedDecisions {
  const places = new Map<readonly Route[], number>();
  const placeOf = (routes: readonly Route[]): number => {
    const place = places.get(routes) ?? places.size;
    places.set(routes, place);
    return place;
  };
  const packed = decisions.map((decision) => ({
    ...decision,
    outcomes: decision.outcomes.map((outcome) => ({ ...outcome, routes: placeOf(outcome.routes) })),
  }));
  return { routes: [...places.keys()], decisions: packed };
}

/** Outcomes that shared a list do so again. */
export function unpackDecisions({ routes, decisions }: PackedDecisions): readonly ReportDecision[] {
  return decisions.map((decision) => ({
    ...decision,
    outcomes: decision.outcomes.map((outcome) => ({
      ...outcome,
      routes: routes[outcome.routes] ?? [],
    })),
  }));
}

/** The checksum says that it is what was written. */
export function isPacked(value: unknown): value is PackedDecisions {
  return isRecord(value) && Array.isArray(value["routes"]) && Array.isArray(value["decisions"]);
}
