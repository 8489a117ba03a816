import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Case, cases } from "./operands/formulas.ts";
import { runCases } from "./operands/run-cases.ts";
import type { Context } from "./operands/surroundings.ts";

const FORMULAS = 10_000;
const PER_FILE = 100;

/** Both ways out of a formula are counted here. */
const COUNTED: ReadonlySet<Context> = new Set(["if", "if-else", "ternary", "not"]);

test(`tells the operands of ${FORMULAS} formulas as a plain evaluator does, or says that it does not know`, () => {
  const wrong: string[] = [];
  let [known, determined, told, taken] = [0, 0, 0, 0];
  const all = fc.sample(cases, { numRuns: FORMULAS, seed: 20261123 });
  for (let at = 0; at < all.length; at += PER_FILE) {
    const part = all.slice(at, at + PER_FILE);
    for (const [index, { truth, said, text }] of runCases(part).entries()) {
      const each = part[index];
      for (const [key, { hits, status }] of said) {
        if (!/^(?:logical|condition|nullish) /.test(key)) continue;
        const actual = truth.get(key) ?? 0;
        if (each !== undefined && isDetermined(each, text)) {
          determined += 1;
          if (hits !== null) known += 1;
        }
        if (actual > 0 && !key.startsWith("condition ")) {
          taken += 1;
          if (status === "covered") told += 1;
        }
        const isRight = hits === null ? status === "unknown" || actual > 0 : hits === actual;
        if (!isRight)
          wrong.push(
            `${text}  ${key}: said ${status} ${hits}, was ${actual}; ${JSON.stringify(each?.runs)}`,
          );
      }
    }
  }
  expect(wrong.slice(0, 12)).toEqual([]);
  expect(determined).toBeGreaterThan(4_500);
  expect(known).toBe(determined);
  expect(told / taken).toBeGreaterThan(0.5);
});

/** Where nothing throws, a formula without `??` of which both ways out are counted leaves nothing open. */
function isDetermined({ context, runs }: Case, text: string): boolean {
  const isQuiet = !runs.flat().some((value) => typeof value === "string");
  return COUNTED.has(context) && isQuiet && !text.includes("??");
}
