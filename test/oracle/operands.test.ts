import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Case, cases } from "./operands/formulas.ts";
import { runCases, type Said } from "./operands/run-cases.ts";
import type { Counting } from "./operands/run-functions.ts";
import type { Context } from "./operands/surroundings.ts";

const FORMULAS = 10_000;
const PER_FILE = 100;

/** Both ways out of a formula are counted here. */
const COUNTED: ReadonlySet<Context> = new Set(["if", "if-else", "ternary", "not"]);

test(`tells the operands of ${FORMULAS} formulas as a plain evaluator does, or says that it does not know`, () => {
  let [known, determined, told, taken] = [0, 0, 0, 0];
  const wrong = compare(FORMULAS, "istanbul", ({ each, text, actual, key, hits, status }) => {
    if (isDetermined(each, text)) {
      determined += 1;
      if (hits !== null) known += 1;
    }
    if (actual > 0 && !key.startsWith("condition ")) {
      taken += 1;
      if (status === "covered") told += 1;
    }
  });
  expect(wrong.slice(0, 12)).toEqual([]);
  expect(determined).toBeGreaterThan(4_500);
  expect(known).toBe(determined);
  expect(told / taken).toBeGreaterThan(0.5);
});

test("says nothing wrong of operands that V8 counted by blocks", () => {
  let covered = 0;
  const wrong = compare(1_000, "v8", ({ status }) => {
    if (status === "covered") covered += 1;
  });
  expect(wrong.slice(0, 12)).toEqual([]);
  expect(covered).toBeGreaterThan(1_000);
});

interface Compared extends Said {
  readonly each: Case;
  readonly text: string;
  readonly key: string;
  readonly actual: number;
}

/** What is said wrongly of that many formulas; `take` is given all that is said. */
function compare(count: number, by: Counting, take: (compared: Compared) => void): string[] {
  const wrong: string[] = [];
  const all = fc.sample(cases, { numRuns: count, seed: 20261123 });
  for (let at = 0; at < all.length; at += PER_FILE) {
    const part = all.slice(at, at + PER_FILE);
    for (const [index, { truth, said, text }] of runCases(part, by).entries()) {
      const each = part[index];
      for (const [key, { hits, status }] of said) {
        if (each === undefined || !/^(?:logical|condition|nullish) /.test(key)) continue;
        const actual = truth.get(key) ?? 0;
        take({ each, text, key, actual, hits, status });
        const isRight = hits === null ? status === "unknown" || actual > 0 : hits === actual;
        const runs = JSON.stringify(each.runs);
        if (!isRight) wrong.push(`${text}  ${key}: said ${status} ${hits}, was ${actual}; ${runs}`);
      }
    }
  }
  return wrong;
}

/** Where nothing throws, a formula without `??` of which both ways out are counted leaves nothing open. */
function isDetermined({ context, runs }: Case, text: string): boolean {
  const isQuiet = !runs.flat().some((value) => typeof value === "string");
  return COUNTED.has(context) && isQuiet && !text.includes("??");
}
