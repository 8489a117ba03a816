import * as fc from "fast-check";

/** A formula as it is generated: parents and children have different operators, so that every chain is written whole. */
export type Formula =
  | { readonly kind: "leaf"; readonly negated: boolean }
  | { readonly kind: "not"; readonly inner: Formula }
  | { readonly kind: "chain"; readonly operator: Operator; readonly operands: readonly Formula[] };

export type Operator = "&&" | "||" | "??";

/** Where a formula stands. `value`: its last operand decides nothing. */
export type Context = "if" | "if-else" | "ternary" | "not" | "while" | "do" | "value";

export interface Case {
  readonly formula: Formula;
  readonly context: Context;
  /** For each run, what each condition gives, in the order of the text; those beyond the list give true. */
  readonly runs: readonly (readonly Value[])[];
}

/** What a condition gives, or that it throws. */
export type Value = boolean | null | "throw";

const CONTEXTS: readonly Context[] = ["if", "if-else", "ternary", "not", "while", "do", "value"];
const OPERATORS: readonly Operator[] = ["&&", "||", "??"];
/** Conditions of a formula. */
const [LEAST, MOST] = [2, 8];

const leaf: fc.Arbitrary<Formula> = fc.record({
  kind: fc.constant("leaf" as const),
  negated: fc.boolean(),
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

/** Conditions throw only where stock counters can show it: where both ways out of the formula are counted. */
const COUNTED: ReadonlySet<Context> = new Set(["if", "if-else", "ternary", "not"]);

export const cases: fc.Arbitrary<Case> = fc
  .record({
    formula: formula(3, undefined).filter((found) => {
      const leaves = countLeaves(found);
      return leaves >= LEAST && leaves <= MOST;
    }),
    context: fc.constantFrom(...CONTEXTS),
    throws: fc.integer({ min: 0, max: 2 }),
  })
  .chain(({ formula: made, context, throws }) => {
    const weight = COUNTED.has(context) ? throws : 0;
    const value: fc.Arbitrary<Value> = fc.oneof(
      { weight: 5, arbitrary: fc.constant(true) },
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(null) },
      { weight, arbitrary: fc.constant("throw" as const) },
    );
    return fc.record({
      formula: fc.constant(made),
      context: fc.constant(context),
      runs: fc.array(fc.array(value, { maxLength: MOST }), { maxLength: 6 }),
    });
  });
