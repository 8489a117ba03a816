import type { Status, UnknownReason } from "../findings.ts";
import type { Counter, Evidence, Outcome } from "../model.ts";
import type { Counters } from "./counters.ts";
import { judgeLoop } from "./judge-loop.ts";

type Difference = Extract<Evidence, { by: "difference" }>;

/** Reads an outcome's evidence: how often it was taken, or why that is not known. */
export function evaluateOutcome(outcome: Outcome, counters: Counters): Status {
  const status = evaluateEvidence(outcome.evidence, counters);
  if (outcome.ignored === undefined) return status;
  return {
    status: "ignored",
    hits: status.hits,
    reason: outcome.ignored.why ?? outcome.ignored.hint,
  };
}

function evaluateEvidence(evidence: Evidence, counters: Counters): Status {
  switch (evidence.by) {
    case "nothing":
      return unknown(evidence.reason);
    case "counter":
      return toStatus(counters.read(evidence.counter));
    case "difference": {
      const plus = sum(evidence.plus, counters);
      const minus = sum(evidence.minus, counters);
      if (typeof plus !== "number") return unknown(plus);
      if (typeof minus !== "number") return unknown(minus);
      const slack = counters.slackOf(evidence);
      return slack === 0 ? toStatus(plus - minus) : judgeLoose(plus - minus, slack, evidence);
    }
    case "loop": {
      const entered = counters.read(evidence.entered);
      const body = counters.read(evidence.body);
      if (typeof entered !== "number") return unknown(entered);
      if (typeof body !== "number") return unknown(body);
      return judgeLoop(entered, body, evidence.times);
    }
  }
}

/**
 * A count where something threw in between. Each throw was counted by what began and by nothing that follows: of one
 * counter less another the difference is at most too great, of more it can be too small as well.
 */
function judgeLoose(count: number, slack: number, { plus, minus }: Difference): Status {
  const isSimple = plus.length === 1 && minus.length === 1;
  if (count === 0 && isSimple) return { status: "missed", hits: 0 };
  const most = slack * Math.max(plus.length, minus.length);
  return count > most ? { status: "covered", hits: null } : unknown("assumption-broken");
}

function sum(
  list: readonly Counter[],
  counters: Counters,
): number | Exclude<ReturnType<Counters["read"]>, number> {
  let total = 0;
  for (const counter of list) {
    const count = counters.read(counter);
    if (typeof count !== "number") return count;
    total += count;
  }
  return total;
}

/** A negative count contradicts the assumption under which it was derived. */
function toStatus(count: number | UnknownReason): Status {
  if (typeof count !== "number") return unknown(count);
  if (count < 0) return unknown("assumption-broken");
  return count > 0 ? { status: "covered", hits: count } : { status: "missed", hits: 0 };
}

function unknown(reason: UnknownReason): Status {
  return { status: "unknown", hits: null, reason };
}
