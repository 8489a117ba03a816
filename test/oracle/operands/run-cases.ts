import { createInstrumenter } from "istanbul-lib-instrument";
import { compileFunction } from "node:vm";
import { readEntry } from "../../../analyzer/coverage/read-coverage.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { joinFile } from "../../../analyzer/join/join-file.ts";
import { ask, evaluate, readQuietly, type Truth, write, type Written } from "./evaluate.ts";
import type { Case, Value } from "./formulas.ts";
import { contexts } from "./surroundings.ts";

const VARIABLE = "__footlights_operands__";
/** Parameters of each function that give conditions which cannot throw. */
const PARAMETERS = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"];

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

type Compiled = (...values: readonly unknown[]) => unknown;

/** Runs one formula on each line under Istanbul's counters; gives the truth, and what the analyzer makes of the counters. */
export function runCases(all: readonly Case[]): readonly Ran[] {
  const written = all.map(writeCase);
  const text = written.map((each) => each.text).join("\n");
  const said = analyzeRun(text, all);
  const plain = compile(written.map((each) => each.byHand).join("\n"), all.length);
  return written.map(({ formula, text: line }, index) => {
    const truth: Truth = new Map();
    const each = all[index];
    for (const values of each?.runs ?? []) {
      const byHand = (): Generator<number, boolean, unknown> => evaluate(formula, values, truth);
      const isGenerator = each?.isGenerator === true;
      const evaluated = isGenerator ? byHand : (): unknown => drive(byHand(), values);
      callFunction(plain[index], { values, isGenerator, evaluated });
    }
    return { truth, said: said[index] ?? new Map(), text: line };
  });
}

interface WrittenCase {
  readonly formula: Written;
  readonly text: string;
  /** The same, with a call where the formula stands. */
  readonly byHand: string;
}

function writeCase(each: Case, index: number): WrittenCase {
  const { formula, context, surrounding, isGenerator } = each;
  const head = `function${isGenerator ? "*" : ""} f${index}(v, e, ${PARAMETERS.join(", ")}) { `;
  const around = surrounding
    .replace("$S", () => contexts[context])
    .replaceAll("$A", isGenerator ? "function* ()" : "() =>")
    .replaceAll(/\$C(\w+\(\))/g, isGenerator ? "(yield* $1)" : "$1")
    .replaceAll(/\$(\d+)/g, (_, leaf: string) => ask(Number(leaf), isGenerator));
  const [before = "", after = ""] = `${head}${around} }`.split("$F");
  const made = write(formula, before.length, isGenerator);
  const call = isGenerator ? "(yield* e())" : "e()";
  return {
    formula: made,
    text: `${before}${made.text}${after}`,
    byHand: `${before}${call}${after}`,
  };
}

function compile(code: string, count: number): readonly Compiled[] {
  const names = Array.from({ length: count }, (_, index) => `f${index}`).join(", ");
  return compileFunction(`${code}\nreturn [${names}];`, ["note"])(() => undefined);
}

function analyzeRun(text: string, all: readonly Case[]): readonly ReadonlyMap<string, Said>[] {
  const instrumenter = createInstrumenter({ esModules: false, coverageVariable: VARIABLE });
  const code = instrumenter.instrumentSync(text, "/a.js");
  Reflect.deleteProperty(globalThis, VARIABLE);
  const functions = compile(code, all.length);
  for (const [index, { runs, isGenerator }] of all.entries())
    for (const values of runs) callFunction(functions[index], { values, isGenerator });
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

interface Call {
  readonly values: readonly Value[];
  readonly isGenerator: boolean;
  readonly evaluated?: () => unknown;
}

function callFunction(made: Compiled | undefined, { values, isGenerator, evaluated }: Call): void {
  const parameters = PARAMETERS.map((_, leaf) => readQuietly(values[leaf]));
  try {
    const result = made?.((leaf: number) => read(values[leaf]), evaluated, ...parameters);
    if (isGenerator && isGeneratorOf(result)) drive(result, values);
  } catch (error) {
    // A condition threw, as generated; or what the formula gave was thrown.
    if (!(error instanceof Thrown) && typeof error === "object" && error !== null) throw error;
  }
}

function isGeneratorOf(value: unknown): value is Generator<number, unknown, unknown> {
  return typeof value === "object" && value !== null && "next" in value;
}

class Thrown extends Error {}

/** What `v(n)` gives. */
function read(value: Value = true): boolean | null {
  if (value === "throw") throw new Thrown("as generated");
  return readQuietly(value);
}

/** Gives a generator what it asks for, as long as there is something to give. */
function drive(asking: Generator<number, unknown, unknown>, values: readonly Value[]): unknown {
  let step = asking.next();
  while (step.done !== true) {
    const value = values[step.value];
    if (value === "wait") return undefined;
    if (value === "throw") step = asking.throw(new Thrown("as generated"));
    else if (value === "leave") step = asking.return(undefined);
    else step = asking.next(readQuietly(value));
  }
  return step.value;
}
