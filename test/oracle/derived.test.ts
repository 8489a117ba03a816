import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Derived, runDerived } from "./derived/run-derived.ts";
import { statements } from "./derived/statements.ts";
import { valueOf } from "./operands/formulas.ts";
import { surroundings } from "./operands/surroundings.ts";

const PROGRAMS = 3_000;
const PER_FILE = 100;

const programs: fc.Arbitrary<Derived> = fc
  .record({
    statement: fc.constantFrom(...statements),
    surrounding: fc.constantFrom(...surroundings),
    isGenerator: fc.boolean(),
    weight: fc.integer({ min: 0, max: 2 }),
  })
  // What an inner function waits for is not asked from outside.
  .map((made) => ({
    ...made,
    isGenerator: made.isGenerator && !made.statement.includes("const g"),
  }))
  .chain(({ weight, ...rest }) =>
    fc
      .array(fc.array(valueOf(weight, rest.isGenerator), { maxLength: 13 }), { maxLength: 6 })
      .map((runs) => ({ ...rest, runs })),
  );

test(`tells loops, switches, default values and catches of ${PROGRAMS} programs as they were, or does not know`, () => {
  const wrong: string[] = [];
  let [taken, told] = [0, 0];
  const all = fc.sample(programs, { numRuns: PROGRAMS, seed: 20261124 });
  for (let at = 0; at < all.length; at += PER_FILE)
    for (const { truth, said, text, runs } of runDerived(all.slice(at, at + PER_FILE)))
      for (const [key, { hits, status }] of said) {
        const actual = truth.get(key) ?? 0;
        if (actual > 0) taken += 1;
        if (actual > 0 && status === "covered") told += 1;
        const isRight =
          status === "unknown" || (status === "missed" ? actual === 0 : actual >= (hits ?? 1));
        if (!isRight)
          wrong.push(
            `${text}  ${key}: said ${status} ${hits}, was ${actual}; ${JSON.stringify(runs)}`,
          );
      }
  expect(wrong.slice(0, 12)).toEqual([]);
  expect(taken).toBeGreaterThan(2_000);
  expect(told / taken).toBeGreaterThan(0.5);
});
