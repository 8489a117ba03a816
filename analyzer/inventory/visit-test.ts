import type { Counter } from "../model.ts";
import type { Count } from "./counts.ts";
import type { Truth } from "./expectations.ts";
import { isLogical } from "./formula.ts";
import { nothingBesides, type Passage } from "./losses/passage.ts";
import { isPrefixUnaryExpression, SyntaxKind, type ts } from "./syntax.ts";
import { isTransparent } from "./transparent.ts";
import type { Walk } from "./walk.ts";

/** What counts when a test is evaluated, and when that has come to its end. */
export interface TestCounters {
  /** Counts whenever the evaluation begins, where anything does. */
  readonly began?: Counter | undefined;
  /** One of these counts whenever it ends; all must be there. */
  readonly ended: readonly Count[];
  /** What the first counter in the test counts these together with. */
  readonly besides?: readonly Counter[];
}

/** Visits an expression of whose value something is known, so that a formula in it can use that. */
export function visitTest(
  node: ts.Expression,
  truth: Truth | undefined,
  { walk, counters }: { readonly walk: Walk; readonly counters?: TestCounters | undefined },
): void {
  if (!walk.isMarked(node)) return;
  expectTruth(node, truth, walk);
  const visit = (): void => walk.visit(node);
  if (counters === undefined) visit();
  else walk.passing(() => passTest(counters, walk) ?? walk.passage, visit);
}

/** Each evaluation that begins ends in one of the counters, if it ends. */
function passTest(
  { began, ended, besides = nothingBesides }: TestCounters,
  { passage, place }: Walk,
): Passage | undefined {
  const counters: Counter[] = [];
  for (const count of ended) {
    if (count === undefined || count.of === "difference") return undefined;
    counters.push(count);
  }
  return {
    outer: passage,
    unit: place.unit,
    once: place,
    showsWaiting: true,
    began: began && [began, ...besides],
    ended: () => counters,
    besides,
  };
}

/** Leaves what is known of a value for the formula there, which parentheses, casts and negations may hold. */
export function expectTruth(node: ts.Expression, truth: Truth | undefined, walk: Walk): void {
  let core = node;
  let known = truth;
  for (;;) {
    if (isTransparent(core)) core = core.expression;
    else if (isNegation(core)) {
      core = core.operand;
      known = known && { ...known, whenTrue: known.whenFalse, whenFalse: known.whenTrue };
    } else break;
  }
  if (known !== undefined && isLogical(core)) walk.expected.truth.leave(core, known);
}

function isNegation(node: ts.Expression): node is ts.PrefixUnaryExpression {
  return isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken;
}
