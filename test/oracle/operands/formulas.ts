import * as fc from "fast-check";
import { type Context, contexts, type Surrounding, surroundings } from "./surroundings.ts";

/** A formula as it is generated: parents and children have different operators, so that every chain is written whole. */
export type Formula =
  | { readonly kind: "leaf"; readonly negated: boolean; readonly form: LeafForm }
  | { readonly kind: "not"; readonly inner: Formula }
  | { readonly kind: "chain"; readonly operator: Operator; readonly operands: readonly Formula[] };

export type Operator = "&&" | "||" | "??";

/** How a condition is written: what may throw comes first, the rest cannot. */
export type LeafForm = "call" | "name" | "typeof" | "equal";

export interface Case {
  readonly formula: Formula;
  readonly context: Context;
  readonly surrounding: Surrounding;
  /** Whether the function is a generator, whose conditions come from outside, or never. */
  readonly isGenerator: boolean;
  /** For each run, what each condition gives, in the order of the text; those beyond the list give true. */
  readonly runs: readonly (readonly Value[])[];
}

/** What a condition gives, or that it throws; in a generator also that nobody asks it further, or that it is ended. */
export type Value = boolean | null | "throw" | "wait" | "leave";

const OPERATORS: readonly Operator[] = ["&&", "||", "??"];
/** Conditions of a formula. */
const [LEAST, MOST] = [2, 8];
/** Conditions of a function: those around the formula have numbers from 8 on. */
const ALL = 13;

const leaf: fc.Arbitrary<Formula> = fc.record({
  kind: fc.constant("leaf" as const),
  negated: fc.boolean(),
  form: fc.oneof(
    { weight: 6, arbitrary: fc.constant("call" as const) },
    { weight: 1, arbitrary: fc.constantFrom("name" as const, "typeof", "equal") },
  ),
});

function formula(depth: number, but: Operator | undefined): fc.Arbitrary<Formula> {
  if (depth === 0) return leaf;
  const operators = OPERATORS.filter((operator) => operator !== but);
  const chain: fc.Arbitrary<Formula> = fc.constantFrom(...operators).chain((operator) =>
    fc.record({
      kind: fc.constant("chain" as const),
      operator: fc.constant(operator),
      operands: fc.array(formula(depth - 1, operator), { minLength: 2, maxLength: 4 }),
    }),
  );
  if (depth === 3) return chain;
  const leafOrChain = fc.oneof({ weight: 5, arbitrary: leaf }, { weight: 2, arbitrary: chain });
  const not = fc.record({ kind: fc.constant("not" as const), inner: chain });
  return fc.oneof({ weight: 7, arbitrary: leafOrChain }, { weight: 1, arbitrary: not });
}

export function countLeaves(node: Formula): number {
  if (node.kind === "leaf") return 1;
  if (node.kind === "not") return countLeaves(node.inner);
  return node.operands.reduce((total, operand) => total + countLeaves(operand), 0);
}

const names = Object.keys(contexts).filter((name): name is Context => name in contexts);

/** Conditions throw, or never come, wherever a formula may stand. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    formula: formula(3, undefined).filter((found) => {
      const leaves = countLeaves(found);
      return leaves >= LEAST && leaves <= MOST;
    }),
    // Those that are counted come more often: of them most is to be told.
    context: fc.constantFrom(...names, ...names.slice(0, 4), ...names.slice(0, 4)),
    surrounding: fc.constantFrom(...surroundings),
    isGenerator: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    weight: fc.integer({ min: 0, max: 2 }),
  })
  // An arrow function is no generator, and a declaration no arm of an `if`.
  .filter(({ isGenerator, context }) => !isGenerator || context !== "default")
  .filter(({ surrounding, context }) => {
    const isDeclared = /^(?:const|class) /.test(contexts[context]);
    return !isDeclared || !surrounding.includes(") $S");
  })
  .chain(({ weight, ...rest }) => {
    const value = valueOf(weight, rest.isGenerator);
    const runs = fc.array(fc.array(value, { maxLength: ALL }), { maxLength: 6 });
    return runs.map((made): Case => ({ ...rest, runs: made }));
  });

/** What conditions give; with a weight of 0 nothing throws, or waits. */
export function valueOf(weight: number, isGenerator: boolean): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant(true) },
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight, arbitrary: fc.constant("throw" as const) },
    ...(isGenerator
      ? [{ weight, arbitrary: fc.constantFrom("wait" as const, "leave" as const) }]
      : []),
  );
}
