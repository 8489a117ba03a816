import { ask, evaluate, type Truth, write, type Written } from "./evaluate.ts";
import type { Case } from "./formulas.ts";
import {
  type Counting,
  callFunction,
  compileLines,
  drive,
  findByLine,
  PARAMETERS,
} from "./run-functions.ts";
import { contexts, type Surrounding } from "./surroundings.ts";

/** What the analyzer says of the outcomes of a formula, by place and label: a number, or that it is not known. */
export interface Said {
  readonly hits: number | null;
  readonly status: string;
}

export interface Ran {
  readonly truth: Truth;
  readonly said: ReadonlyMap<string, Said>;
  readonly text: string;
}

/** Runs one formula on each line under Istanbul's counters, or V8's; gives the truth, and what the analyzer makes of the counters. */
export function runCases(all: readonly Case[], by: Counting = "istanbul"): readonly Ran[] {
  const written = all.map(writeCase);
  const lines = written.map(({ text }) => text);
  const found = findByLine(lines, all, by);
  const plain = compileLines(written.map(({ byHand }) => byHand).join("\n"), all.length);
  return written.map(({ formula, text }, index) => {
    const truth: Truth = new Map();
    const { runs, isGenerator } = all[index] ?? { runs: [], isGenerator: false };
    for (const values of runs) {
      const byHand = (): Generator<number, boolean, unknown> => evaluate(formula, values, truth);
      const evaluated = isGenerator ? byHand : (): unknown => drive(byHand(), values);
      callFunction(plain[index], { values, isGenerator, evaluated });
    }
    const said = new Map<string, Said>();
    for (const { decision, outcome, status } of found[index] ?? []) {
      const { kind, start, end } = decision;
      said.set(`${kind} ${start.column}-${end.column} ${outcome.label}`, status);
    }
    return { truth, said, text };
  });
}

interface WrittenCase {
  readonly formula: Written;
  readonly text: string;
  /** The same, with a call where the formula stands. */
  readonly byHand: string;
}

function writeCase({ formula, context, surrounding, isGenerator }: Case, at: number): WrittenCase {
  const [before = "", after = ""] = writeFunction(at, isGenerator, {
    surrounding,
    statement: contexts[context],
  }).split("$F");
  const made = write(formula, before.length, isGenerator);
  const call = isGenerator ? "(yield* e())" : "e()";
  return {
    formula: made,
    text: `${before}${made.text}${after}`,
    byHand: `${before}${call}${after}`,
  };
}

/** The function of a line, `$F` left as it is. */
export function writeFunction(
  at: number,
  isGenerator: boolean,
  { surrounding, statement }: { readonly surrounding: Surrounding; readonly statement: string },
): string {
  const head = `function${isGenerator ? "*" : ""} f${at}(v, e, ${PARAMETERS.join(", ")}) { `;
  const body = surrounding
    .replace("$S", () => statement)
    .replaceAll("$A", isGenerator ? "function* ()" : "() =>")
    .replaceAll(/\$C(\w+\(\))/g, isGenerator ? "(yield* $1)" : "$1")
    .replaceAll(/\$(\d+)/g, (_, leaf: string) => ask(Number(leaf), isGenerator));
  return `${head}${body} }`;
}
