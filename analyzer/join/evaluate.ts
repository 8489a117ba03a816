import type { Status, UnknownReason } from "../findings.ts";
import type { Counter, Evidence, Loss, Outcome } from "../model.ts";
import type { Counters } from "./counters.ts";
import { judgeLoop } from "./judge-loop.ts";
import { judgeLossy } from "./judge-lossy.ts";

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
      return judge(counters.read(evidence.counter), evidence.loss, 1, counters);
    case "difference": {
      const { loss } = evidence;
      const plus = sum(evidence.plus, counters);
      const minus = sum(evidence.minus, counters);
      if (typeof plus !== "number") return unknown(plus);
      if (typeof minus !== "number") return unknown(minus);
      const times = Math.max(evidence.plus.length, evidence.minus.length);
      return judge(plus - minus, loss, loss?.makes === "either" ? times : 1, counters);
    }
    case "loop": {
      const entered = counters.read(evidence.entered);
      const body = counters.read(evidence.body);
      if (typeof entered !== "number") return unknown(entered);
      if (typeof body !== "number") return unknown(body);
      const lost = evidence.loss === undefined ? 0 : readLoss(evidence.loss, counters);
      return judgeLoop({ entered, body, lost }, evidence.times);
    }
  }
}

/** What a count says of which each loss may take, or have added, `times` at most. */
function judge(
  count: number | UnknownReason,
  loss: Loss | undefined,
  times: number,
  counters: Counters,
): Status {
  if (typeof count !== "number") return unknown(count);
  if (loss === undefined) return toStatus(count);
  const lost = readLoss(loss, counters);
  return lost === 0 ? toStatus(count) : judgeLossy(count, lost * times, loss.makes);
}

/** How often an evaluation may have begun and not ended; Infinity where no counters tell. */
function readLoss({ began, ended }: Loss, counters: Counters): number {
  if (began === undefined || ended === undefined) return Infinity;
  const entries = sum(began, counters);
  const exits = ended.reduce<number>((total, counter) => total + counters.readEnd(counter), 0);
  return typeof entries === "number" ? Math.abs(entries - exits) : Infinity;
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

/** No code gives a negative count. */
function toStatus(count: number): Status {
  if (count < 0) return unknown("assumption-broken");
  return count > 0 ? { status: "covered", hits: count } : { status: "missed", hits: 0 };
}

function unknown(reason: UnknownReason): Status {
  return { status: "unknown", hits: null, reason };
}
