import type { Value } from "../operands/formulas.ts";
import { writeFunction } from "../operands/run-cases.ts";
import {
  type Counting,
  callFunction,
  compileLines,
  findByLine,
} from "../operands/run-functions.ts";
import type { Surrounding } from "../operands/surroundings.ts";

/** A statement in its surroundings, with what conditions give in each run. */
export interface Derived {
  readonly statement: string;
  readonly surrounding: Surrounding;
  readonly isGenerator: boolean;
  readonly runs: readonly (readonly Value[])[];
}

export interface RanDerived {
  /** How often each outcome was taken, as the code itself told. */
  readonly truth: ReadonlyMap<string, number>;
  readonly said: ReadonlyMap<string, { readonly hits: number | null; readonly status: string }>;
  readonly text: string;
  readonly runs: Derived["runs"];
}

/** Runs one program on each line; gives the truth, and what the analyzer makes of Istanbul's counters. */
export function runDerived(
  all: readonly Derived[],
  by: Counting = "istanbul",
): readonly RanDerived[] {
  const lines = all.map((each, at) => write(each, at, 2));
  const found = findByLine(lines, all, by);
  let truth = new Map<string, number>();
  const mark = (key: string): void => {
    truth.set(key, (truth.get(key) ?? 0) + 1);
  };
  const telling = all.map((each, at) => write(each, at, 1));
  const plain = compileLines(telling.join("\n"), all.length, mark);
  return all.map((each, index) => {
    const { runs, isGenerator } = each;
    truth = new Map();
    for (const values of runs) callFunction(plain[index], { values, isGenerator });
    const text = lines[index] ?? "";
    const start = write({ ...each, statement: "$S" }, index, 2).indexOf("$S");
    const end = start + text.length - write({ ...each, statement: "" }, index, 2).length;
    const said = name(found[index] ?? [], start, end);
    const isTold = ([key]: readonly [string, unknown]): boolean =>
      telling[index]?.includes(`"${key}"`) === true;
    return { truth, said: new Map([...said].filter(isTold)), text, runs };
  });
}

function write({ statement, surrounding, isGenerator }: Derived, at: number, of: 1 | 2): string {
  const chosen = statement.replaceAll(/‹([^|]*(?:\|\|[^|]*)*)\|([^›]*)›/g, `$${of}`);
  return writeFunction(at, isGenerator, { surrounding, statement: chosen });
}

/** The outcomes of the statement itself, by kind, number and label. */
function name(
  findings: ReturnType<typeof findByLine>[number],
  start: number,
  end: number,
): RanDerived["said"] {
  const said = new Map<string, { readonly hits: number | null; readonly status: string }>();
  const decisions: string[] = [];
  for (const { decision, outcome, status } of findings) {
    const { kind, id, outcomes } = decision;
    const at = decision.start.column;
    if (at < start || at >= end) continue;
    if (!decisions.includes(`${kind} ${id}`)) decisions.push(`${kind} ${id}`);
    const number = decisions.filter((each) => each.startsWith(`${kind} `)).indexOf(`${kind} ${id}`);
    const label = kind === "switch" ? `#${outcomes.indexOf(outcome)}` : outcome.label;
    said.set(`${kind} ${number} ${label}`, status);
  }
  return said;
}
