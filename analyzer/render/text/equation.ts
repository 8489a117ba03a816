import type { EquationTerm, ReportOutcome } from "../../report/document.ts";
import { sayReason } from "./reason-words.ts";

/** How a count follows from counters: `2 = 5 (statement at 42:4) − 3 (arm 1 of the if at 42:4)`; empty where not known. */
export function sayEquation({ equation, hits, reason, status }: ReportOutcome): string {
  if (equation === undefined) return "";
  const unsure = status === "covered" ? "taken, nobody can tell how often" : "not determined";
  const result = hits === null ? unsure : `${hits}`;
  const why = status === "unknown" && reason !== undefined ? ` (${sayReason(reason)})` : "";
  const { by, terms } = equation;
  if (by === "nothing") return `no counter sees it${why}`;
  if (by === "loop") return `${result}${why}: ${terms.map(sayLoopTerm).join(", ")}`;
  return `${result}${why} = ${terms.map(sayTerm).join("")}`;
}

function sayTerm(term: EquationTerm, index: number): string {
  const sign = term.role === "minus" ? "− " : "+ ";
  const lead = index === 0 && term.role === "plus" ? "" : `${index === 0 ? "" : " "}${sign}`;
  return `${lead}${sayCount(term)} (${term.counter})`;
}

function sayLoopTerm(term: EquationTerm): string {
  const what = term.role === "body" ? "its body ran" : "the loop was entered";
  return `${what} ${sayCount(term)} times (${term.counter})`;
}

function sayCount({ count }: EquationTerm): string {
  return count === null ? "?" : `${count}`;
}
