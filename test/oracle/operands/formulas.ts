import * as fc from "fast-check";

/** A formula as it is generated: parents and children have different operators, so that every chain is written whole. */
export type Formula =
  | { readonly kind: "leaf"; readonly negated: boolean }
  | { readonly kind: "not"; readonly inner: Formula }
  | { readonly kind: "chain"; readonly operator: Operator; readonly operands: readonly Formula[] };

export type Operator = "&&" | "||" | "??";

/** Where a formula stands. From `value` on its last operand decides nothing. */
const CONTEXTS = [
  "if",
  "if-else",
  "ternary",
  "not",
  "while",
  "do",
  "for",
  "value",
  "switch",
  "case",
  "default",
  "pattern",
  "assign",
  "statement",
  "argument",
  "return",
] as const;

export type Context = (typeof CONTEXTS)[number];

export interface Case {
  readonly formula: Formula;
  readonly context: Context;
  /** For each run, what each condition gives, in the order of the text; those beyond the list give true. */
  readonly runs: readonly (readonly Value[])[];
}

/** What a condition gives, or that it throws. */
export type Value = boolean | null | "throw";

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

/** Where stock counters show that a condition threw: both ways out of the formula are counted. */
const COUNTED: ReadonlySet<Context> = new Set(["if", "if-else", "ternary", "not"]);

/** Conditions throw only where counters show it. */
export const cases: fc.Arbitrary<Case> = casesOf((context) => COUNTED.has(context));
/** Conditions throw wherever a formula may stand. */
export const throwingCases: fc.Arbitrary<Case> = casesOf(() => true);

function casesOf(mayThrow: (context: Context) => boolean): fc.Arbitrary<Case> {
  return fc
    .record({
      formula: formula(3, undefined).filter((found) => {
        const leaves = countLeaves(found);
        return leaves >= LEAST && leaves <= MOST;
      }),
      // Those that are counted come twice: of them most is to be told.
      context: fc.constantFrom(...CONTEXTS, ...COUNTED),
      throws: fc.integer({ min: 0, max: 2 }),
    })
    .chain(({ formula: made, context, throws }) => {
      const weight = mayThrow(context) ? throws : 0;
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
}
