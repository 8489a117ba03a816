import type { CountedTest } from "../../attribution/overlay.ts";
import type { TakenDecision, TakenOutcome, WhoTakes } from "../../report/who-takes.ts";
import type { RenderOptions } from "../renderer.ts";
import { type Paint, paintWith } from "../text/palette.ts";
import { toPlain } from "../text/plain.ts";

/** Each outcome with the tests that took it; of a missed one, the test that came nearest. */
export function renderTakers({ decisions }: WhoTakes, options: RenderOptions): string {
  const paint = paintWith(options.color ?? false);
  return decisions.map((decision) => `${renderDecision(decision, paint).join("\n")}\n`).join("\n");
}

function renderDecision(
  { path, id, alias, start, outcomes }: TakenDecision,
  paint: Paint,
): readonly string[] {
  return [
    `${paint("cyan", toPlain(`${path}:${start.line}`))}  ${toPlain(alias)}  ${paint("dim", toPlain(id))}`,
    ...outcomes.flatMap((outcome) => renderOutcome(outcome, paint)),
  ];
}

function renderOutcome(outcome: TakenOutcome, paint: Paint): readonly string[] {
  const { label, status, hits, tests, shared, nearest } = outcome;
  const count = status === "covered" && hits !== null ? ` x${hits}` : "";
  const color = status === "missed" ? "red" : status === "covered" ? "green" : "yellow";
  return [
    `   ${paint(color, toPlain(`${label}  ${status}${count}`))}`,
    ...tests.map((test) => `     ${sayTest(test)} x${test.hits}`),
    ...(shared.length === 0
      ? []
      : [
          `     shared: for whom it ran is not known, it was during or after ${shared.length === 1 ? "this test" : "one of these tests"}`,
          ...shared.map((test) => `       ${sayTest(test)}`),
        ]),
    ...(nearest === null ? [] : [`     nearest: ${sayTest(nearest)}`]),
    ...(tests.length === 0 && shared.length === 0 && status === "covered"
      ? ["     no test: it runs when the module is loaded"]
      : []),
  ];
}

function sayTest({ name, file }: CountedTest): string {
  return toPlain(`"${name}" in ${file}`);
}
