import type { Route } from "../model.ts";
import { LEFT_OUT, type SentPart } from "./approach.ts";
import type { Clause } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";
import type { Gap } from "./gap.ts";
import { hasNoText, isSamePart, listWished, originOfWish } from "./sent.ts";
import { sayVariables } from "./variable.ts";
import { wordsOf } from "./words-of.ts";

/** Stands for any value. */
const HOLE = "…";

/** What has to hold for a step beyond what is sent: one clause, or none. */
export function listGoals(
  step: Gap,
  route: Route | undefined,
  sent: readonly SentPart[],
): readonly string[] {
  const { clause, about } = wordsOf(step);
  const { finding, place } = step;
  if (clause === null) {
    const { condition, start } = finding.decision;
    const what = condition === "" ? "the code" : sayCode(condition);
    return [`${what} on line ${start.line} takes its ${sayCode(finding.outcome.label)} way`];
  }
  if (isSent(clause, step, { route, sent }) || isSettled(clause, step, { route, sent })) return [];
  const note =
    place && about ? sayVariables(about, place, (part) => route && step.sayPart(part, route)) : "";
  const isShown = route !== undefined && listWished(step, route).length > 0;
  const example = clause.example === undefined || isShown ? "" : `, e.g. ${clause.example}`;
  const isUnsent =
    route !== undefined &&
    clause.wishes.some((wish) => hasNoText(wish, route) && originOfWish(wish, step, route));
  const text = withoutRefused(clause, step, { route, sent });
  return [`${text}${example}${isUnsent ? ", which JSON has no text for" : ""}${note}`];
}

/** The clause without the value that it gives for an example, where another step wants it not to be that one. */
function withoutRefused(
  { text, not, wishes: [wish] }: Clause,
  step: Gap,
  { route, sent }: { readonly route: Route | undefined; readonly sent: readonly SentPart[] },
): string {
  const origin = route && not && wish ? originOfWish(not, step, route) : undefined;
  if (!origin || !wish) return text;
  const isTaken = sent.some(
    ({ parameter, name, text: value }) =>
      parameter === origin.parameter && name === origin.path && value === wish.value,
  );
  return isTaken ? text : text.replace(`, e.g. ${wish.value}`, "");
}

/** True when a value is sent that is another than the one that is not wanted, for a reason of its own. */
function isSettled(
  { not, wishes }: Clause,
  step: Gap,
  { route, sent }: { readonly route: Route | undefined; readonly sent: readonly SentPart[] },
): boolean {
  const origin = route && not ? originOfWish(not, step, route) : undefined;
  const part =
    origin &&
    sent.find(({ parameter, name }) => parameter === origin.parameter && name === origin.path);
  return (
    part !== undefined &&
    part.text !== not?.value &&
    part.text !== HOLE &&
    part.text !== LEFT_OUT &&
    part.text !== wishes[0]?.value
  );
}

/** True when the clause only repeats a value that is sent. */
function isSent(
  { wishes, text }: Clause,
  step: Gap,
  { route, sent }: { readonly route: Route | undefined; readonly sent: readonly SentPart[] },
): boolean {
  const [wish] = wishes;
  if (!route || !wish || wishes.length > 1 || !text.endsWith(` is ${wish.value}`)) return false;
  const origins = step.originsOf(wish.subject, route, wish.path);
  return sent.some(
    (part) =>
      part.text === wish.value &&
      origins.some(({ parameter, path }) => isSamePart(part, { parameter, name: path, text: "" })),
  );
}
