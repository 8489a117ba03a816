import type { Status, UnknownReason } from "../findings.ts";
import type { Counter, Evidence, Outcome } from "../model.ts";
import type { Counters } from "./counters.ts";
import { judgeLoop } from "./judge-loop.ts";

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
      const count = plus - minus;
      return count > 0 && count <= counters.slackOf(evidence)
        ? unknown("assumption-broken")
        : toStatus(count);
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
