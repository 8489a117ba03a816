import { beforeAll, expect, test } from "vitest";
import { listUnreachable } from "./statuses-of.ts";

/** The body of a function, and the outcomes in it that a constant rules out. */
export type RuledOut = readonly [body: string, ruledOut: readonly string[]];

/** What is ruled out in each body, without the names of the functions. */
function ruleOut(
  bodies: readonly string[],
  around = "",
  others: Readonly<Record<string, string>> = {},
): readonly (readonly string[])[] {
  const functions = bodies.map(
    (body, index) => `export async function f${index}_(x: any, y: any): Promise<any> { ${body} }`,
  );
  const found = Object.keys(listUnreachable(`${around}\n${functions.join("\n")}`, others));
  return bodies.map((_, index) =>
    found
      .filter((name) => name.startsWith(`f${index}_`))
      .map((name) => name.slice(name.indexOf("/") + 1)),
  );
}

/** Declares a test for each body; all stand in one file, for the compiler starts slowly. */
export function checkRuledOut(
  cases: readonly RuledOut[],
  around?: string,
  others?: Readonly<Record<string, string>>,
): void {
  let found: readonly (readonly string[])[];
  beforeAll(() => {
    found = ruleOut(
      cases.map(([body]) => body),
      around,
      others,
    );
  });
  test.each(cases.map(([body, expected], index) => [body, expected, index] as const))(
    "%s",
    (_body, expected, index) => {
      expect(found[index]?.toSorted()).toEqual(expected.toSorted());
    },
  );
}
