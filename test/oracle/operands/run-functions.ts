import { createInstrumenter } from "istanbul-lib-instrument";
import { compileFunction } from "node:vm";
import { readEntry } from "../../../analyzer/coverage/read-coverage.ts";
import type { FileHits, Finding } from "../../../analyzer/findings.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { joinFile } from "../../../analyzer/join/join-file.ts";
import { countByV8 } from "./count-by-v8.ts";
import { readQuietly } from "./evaluate.ts";
import type { Value } from "./formulas.ts";

const VARIABLE = "__footlights_operands__";
/** Parameters of each function that give conditions which cannot throw. */
export const PARAMETERS: readonly string[] = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"];

export type Compiled = (...values: readonly unknown[]) => unknown;

/** How a function is run: once for each list of values. */
export interface Runs {
  readonly runs: readonly (readonly Value[])[];
  readonly isGenerator: boolean;
}

/** Makes functions of lines that declare `f0` and on; `m` marks what was taken, where a line does so. */
export function compileLines(
  code: string,
  count: number,
  m: (key: string) => void = () => undefined,
): readonly Compiled[] {
  const names = Array.from({ length: count }, (_, index) => `f${index}`).join(", ");
  return compileFunction(`${code}\nreturn [${names}];`, ["note", "m"])(() => undefined, m);
}

/** Who counts while functions run. */
export type Counting = "istanbul" | "v8";

/** Runs one function of each line under somebody's counters; gives what the analyzer makes of these, line by line. */
export function findByLine(
  lines: readonly string[],
  all: readonly Runs[],
  by: Counting = "istanbul",
): readonly (readonly Finding[])[] {
  const text = lines.join("\n");
  const run = (functions: readonly Compiled[]): void => {
    for (const [index, { runs, isGenerator }] of all.entries())
      for (const values of runs) callFunction(functions[index], { values, isGenerator });
  };
  const inventory = listFile("a.js", text, "full");
  if (!("sites" in inventory)) throw new Error(inventory.reason);
  const hits =
    by === "v8" ? countByV8(text, all.length, run) : countByIstanbul(text, all.length, run);
  const found: Finding[][] = lines.map(() => []);
  for (const finding of joinFile(inventory, hits, text).findings)
    found[finding.decision.start.line - 1]?.push(finding);
  return found;
}

function countByIstanbul(
  text: string,
  count: number,
  run: (functions: readonly Compiled[]) => void,
): FileHits | undefined {
  const instrumenter = createInstrumenter({ esModules: false, coverageVariable: VARIABLE });
  const code = instrumenter.instrumentSync(text, "/a.js");
  Reflect.deleteProperty(globalThis, VARIABLE);
  run(compileLines(code, count));
  const counted: Readonly<Record<string, unknown>> = Reflect.get(globalThis, VARIABLE);
  return readEntry("/a.js", counted["/a.js"])[0];
}

interface Call {
  readonly values: readonly Value[];
  readonly isGenerator: boolean;
  readonly evaluated?: () => unknown;
}

/** Calls a function with conditions; `evaluated` stands for a formula. */
export function callFunction(
  made: Compiled | undefined,
  { values, isGenerator, evaluated }: Call,
): void {
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
export function drive(
  asking: Generator<number, unknown, unknown>,
  values: readonly Value[],
): unknown {
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
