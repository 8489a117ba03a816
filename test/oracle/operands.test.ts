import * as fc from "fast-check";
import { createInstrumenter } from "istanbul-lib-instrument";
import { compileFunction } from "node:vm";
import { expect, test } from "vitest";
import { readEntry } from "../../analyzer/coverage/read-coverage.ts";
import { listFile } from "../../analyzer/inventory/index.ts";
import { joinFile } from "../../analyzer/join/join-file.ts";
import { evaluate, read, type Truth, wrap, write } from "./operands/evaluate.ts";
import { type Case, cases, throwingCases } from "./operands/formulas.ts";

const FORMULAS = 10_000;
const PER_FILE = 100;
const VARIABLE = "__footlights_operands__";

/** What the analyzer says of the outcomes of a formula, by place and label: a number, or that it is not known. */
interface Said {
  readonly hits: number | null;
  readonly status: string;
}

/** Runs one formula on each line under Istanbul's counters; gives the truth, and what the analyzer makes of the counters. */
function run(all: readonly Case[]): readonly {
  readonly truth: Truth;
  readonly said: ReadonlyMap<string, Said>;
  readonly text: string;
}[] {
  const truths: Truth[] = [];
  const lines = all.map((each, index) => {
    const [before, after] = wrap(each, `f${index}`);
    const written = write(each.formula, before.length);
    const truth: Truth = new Map();
    for (const values of each.runs) evaluate(written, values, truth);
    truths.push(truth);
    return `${before}${written.text}${after}`;
  });
  const text = lines.join("\n");
  const said = analyzeRun(text, all);
  return truths.map((truth, index) => ({
    truth,
    said: said[index] ?? new Map(),
    text: lines[index] ?? "",
  }));
}

function analyzeRun(text: string, all: readonly Case[]): readonly ReadonlyMap<string, Said>[] {
  const instrumenter = createInstrumenter({ esModules: false, coverageVariable: VARIABLE });
  const code = instrumenter.instrumentSync(text, "/a.js");
  Reflect.deleteProperty(globalThis, VARIABLE);
  const names = all.map((_, index) => `f${index}`).join(", ");
  const functions: ((v: (leaf: number) => boolean | null) => void)[] = compileFunction(
    `${code}\nreturn [${names}];`,
    ["note"],
  )(() => undefined);
  for (const [index, { runs }] of all.entries())
    for (const values of runs) attempt(() => functions[index]?.((leaf) => read(values[leaf])));
  const inventory = listFile("a.js", text, "full");
  if (!("sites" in inventory)) throw new Error(inventory.reason);
  const counted: Readonly<Record<string, unknown>> = Reflect.get(globalThis, VARIABLE);
  const [hits] = readEntry("/a.js", counted["/a.js"]);
  const said = all.map(() => new Map<string, Said>());
  for (const { decision, outcome, status } of joinFile(inventory, hits, text).findings) {
    const { kind, start, end } = decision;
    const key = `${kind} ${start.column}-${end.column} ${outcome.label}`;
    said[start.line - 1]?.set(key, { hits: status.hits, status: status.status });
  }
  return said;
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // a condition threw, as generated
  }
}

/** Both ways out of a formula are counted here. */
const COUNTED: ReadonlySet<Case["context"]> = new Set(["if", "if-else", "ternary", "not"]);

test(`tells the operands of ${FORMULAS} formulas as a plain evaluator does, or says that it does not know`, () => {
  const wrong: string[] = [];
  let [known, determined] = [0, 0];
  const all = fc.sample(cases, { numRuns: FORMULAS, seed: 20261123 });
  for (let at = 0; at < all.length; at += PER_FILE) {
    const part = all.slice(at, at + PER_FILE);
    for (const [index, { truth, said, text }] of run(part).entries()) {
      const each = part[index];
      for (const [key, { hits, status }] of said) {
        if (!/^(?:logical|condition|nullish) /.test(key)) continue;
        const actual = truth.get(key) ?? 0;
        // Both ways out of these are counted, and nothing throws: then a formula without `??` leaves nothing open.
        const isCounted = each !== undefined && COUNTED.has(each.context) && !text.includes("??");
        if (isCounted && !each.runs.flat().includes("throw")) {
          determined += 1;
          if (hits !== null) known += 1;
        }
        const isRight = hits === null ? status === "unknown" || actual > 0 : hits === actual;
        if (!isRight)
          wrong.push(
            `${text}  ${key}: said ${status} ${hits}, was ${actual}; ${JSON.stringify(each?.runs)}`,
          );
      }
    }
  }
  expect(determined).toBeGreaterThan(5_000);
  expect(known).toBe(determined);
  expect(wrong.slice(0, 12)).toEqual([]);
});

test("counts exactly how often an operand led to the next, and misses no short circuit, wherever conditions throw", () => {
  const wrong: string[] = [];
  const all = fc.sample(throwingCases, { numRuns: 1_500, seed: 20261124 });
  for (let at = 0; at < all.length; at += PER_FILE)
    for (const { truth, said, text } of run(all.slice(at, at + PER_FILE)))
      for (const [key, { hits, status }] of said) {
        const actual = truth.get(key) ?? 0;
        const goesOn = /^(?:logical .* continue|nullish .* nullish)$/.test(key);
        // Of two counters the difference is too great where something threw, and never too small.
        const stops = /^(?:logical .* short-circuit|nullish .* non-nullish)$/.test(key);
        const isRight = goesOn ? hits === actual : !stops || status !== "missed" || actual === 0;
        if (!isRight) wrong.push(`${text}  ${key}: said ${status} ${hits}, was ${actual}`);
      }
  expect(wrong.slice(0, 12)).toEqual([]);
});
