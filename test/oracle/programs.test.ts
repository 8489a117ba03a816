import { assert, array, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { listIstanbulBranches } from "./istanbul-branches.ts";
import { listBranches } from "./list-branches.ts";
import { writeProgram } from "./programs/write-program.ts";

const programs = 2000;

/** The same programs in every run; FOOTLIGHTS_SEED=<number> looks at others. */
const seed = Number(process.env["FOOTLIGHTS_SEED"] ?? 1);

/** Undefined where Babel refuses the text. */
function compare(text: string): { readonly actual: string; readonly expected: string } | undefined {
  try {
    const expected = listIstanbulBranches("program.tsx", text).join("\n");
    return { actual: listBranches("program.tsx", text).join("\n"), expected };
  } catch {
    return undefined;
  }
}

/** TypeScript 6.0.2 itself takes `case ({ a } = b): try {}` for an arrow function, and refuses it. */
function isRefused(actual: string): boolean {
  return actual.startsWith("skipped: syntax error");
}

test(`lists the branches of istanbul-lib-instrument in ${programs} generated programs`, () => {
  let accepted = 0;
  let refused = 0;
  let withBranches = 0;
  const choices = array(nat(100_000), { minLength: 40, maxLength: 200, size: "max" });
  assert(
    property(choices, (list) => {
      const pair = compare(writeProgram(list));
      if (pair === undefined) return;
      if (isRefused(pair.actual)) {
        refused += 1;
        return;
      }
      accepted += 1;
      if (pair.expected !== "") withBranches += 1;
      expect(pair.actual).toBe(pair.expected);
    }),
    // More than are wanted: some programs are refused.
    { numRuns: programs * 1.25, seed },
  );
  console.log(
    `${accepted} programs compared, ${withBranches} of them with branches; ${refused} that TypeScript refuses`,
  );
  expect(accepted).toBeGreaterThanOrEqual(programs);
  expect(refused).toBeLessThan(programs / 100);
  expect(withBranches).toBeGreaterThan(programs / 2);
}, 240_000);

test("lists them in a file of 30,000 lines", () => {
  const parts: string[] = [];
  for (let count = 1, lines = 0; lines < 30_000; count++) {
    const choices = Array.from(
      { length: 120 },
      (_, at) => (count * 7919 + at * 104_729 + count * at * 31) % 99_991,
    );
    const program = writeProgram(choices).replaceAll(/\bn(\d+)\b/g, `n$1_${count}`);
    // Each part must stand alone, so that the whole is a program too.
    const alone = compare(program);
    if (alone === undefined || isRefused(alone.actual)) continue;
    const part = program
      .split("\n")
      .map((line) => `${line}\n`)
      .join("\n");
    parts.push(part);
    lines += part.split("\n").length;
  }
  const pair = compare(parts.join("\n"));
  expect(pair?.actual).toBe(pair?.expected);
  expect(pair?.expected.split("\n").length).toBeGreaterThan(1000);
}, 240_000);
