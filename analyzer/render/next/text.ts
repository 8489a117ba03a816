import { sayApproach } from "../../explain/approach.ts";
import type { NextOutcome, NextTest, NextTests } from "../../report/next-tests.ts";
import type { RenderOptions } from "../renderer.ts";
import { type Paint, paintWith } from "../text/palette.ts";
import { sayCount } from "../text/percent.ts";
import { toPlain } from "../text/plain.ts";
import { wrap } from "../text/wrap.ts";

const DEFAULT_WIDTH = 100;
/** Branches of one test that are named; the rest is counted. */
const MOST_NAMED = 8;

/** The tests to write first: what to send, why it is worth it, and each branch with what it needs besides. */
export function renderNextTests(
  { missed, tests }: NextTests,
  options: RenderOptions,
  parametersOf: (route: NonNullable<NextTest["route"]>) => readonly string[],
): string {
  if (missed === 0) return "Nothing is missed: there is no test to write for a branch.\n";
  const paint = paintWith(options.color ?? false);
  const width = options.width ?? DEFAULT_WIDTH;
  const reached = tests.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const head = `${sayCount(tests.length, "test")} can reach ${reached} of ${sayCount(missed, "missed branch", "missed branches")}`;
  const blocks = tests.map((test, index) => {
    const title = `${index + 1}. ${sayTest(test, parametersOf)}`;
    return [
      paint("bold", toPlain(title)),
      paint("dim", `   ${sayReason(test)}`),
      ...renderOutcomes(test.outcomes, width, paint),
      "",
    ].join("\n");
  });
  return [head, "", ...blocks].join("\n");
}

function sayTest(
  { route, call }: NextTest,
  parametersOf: (route: NonNullable<NextTest["route"]>) => readonly string[],
): string {
  if (route === null) return call === null || call === "" ? "run the code" : call;
  const sent = route.fields.map(({ parameter, name, value }) => ({
    parameter,
    name,
    text: JSON.stringify(value),
  }));
  return sayApproach({ ...route, message: null }, sent, parametersOf(route));
}

function sayReason({ outcomes, onlyHere, behind }: NextTest): string {
  const words = [sayCount(outcomes.length, "missed branch", "missed branches")];
  if (onlyHere > 0 && onlyHere < outcomes.length) words.push(`${onlyHere} of them by nothing else`);
  if (onlyHere === outcomes.length) words.push("reached by nothing else");
  if (behind > 0) words.push(`${behind} behind another of them`);
  return words.join(", ");
}

function renderOutcomes(
  outcomes: readonly NextOutcome[],
  width: number,
  paint: Paint,
): readonly string[] {
  const more = outcomes.length - MOST_NAMED;
  const lines = outcomes.slice(0, MOST_NAMED).flatMap(({ id, path, line, action }) => {
    const [, ...needs] = action.split(" so that ");
    const need = needs.length === 0 ? action : needs.join(" so that ");
    const [first = "", ...rest] = wrap(toPlain(need), Math.max(width - 5, 40));
    const place = `${paint("cyan", toPlain(`${path}:${line}`))}  ${paint("dim", toPlain(id))}`;
    return [`   ${place}`, ...[first, ...rest].map((text) => `     ${text}`)];
  });
  return more > 0 ? [...lines, `   and ${sayCount(more, "branch", "branches")} more`] : lines;
}
