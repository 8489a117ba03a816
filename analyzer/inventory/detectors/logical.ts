import type { Counter, Evidence, InvisibleReason, Loss } from "../../model.ts";
import { canFail } from "../losses/can-fail.ts";
import { isConstant } from "../constant.ts";
import { type Count, subtract, toEvidence, toLossyEvidence } from "../counts.ts";
import { lossOf } from "../losses/loss.ts";
import type { Lossy, Truth } from "../expectations.ts";
import {
  type Chain,
  type Formula,
  type Leaf,
  type LogicalExpression,
  readFormula,
} from "../formula.ts";
import { placeBehind } from "../place.ts";
import type { DecisionDraft } from "../recorder.ts";
import { findCanonicalStart } from "../text/canonical-start.ts";
import { prefixKey, readText } from "../text/read-text.ts";
import { SyntaxKind, tokenToString } from "../syntax.ts";
import { expectTruth } from "../visit-test.ts";
import type { Walk } from "../walk.ts";

/** `&&` `||` `??`: each operator decides by its left operand; the last operand is a condition. */
export function visitLogical(root: LogicalExpression, walk: Walk): void {
  const truth = walk.expected.truth.take(root);
  const { chain, arms } = readFormula(root, walk.hintBefore);
  const start = root.getStart(walk.sourceFile);
  const canonical = findCanonicalStart(root, start, walk.sourceFile);
  const counters = walk.addSite("binary-expr", [start, canonical], arms);
  const lost = lossOf("more", { node: root, first: counters[chain.arm] }, walk);
  new FormulaWalk(walk, { counters, lost }).visitChain(chain, {
    truth,
    lossy: truth?.lossy ?? { of: root, lost },
  });
}

/** What is known of the value of a formula. */
interface Known {
  readonly truth: Truth | undefined;
  readonly lossy: Lossy;
}

interface CountedFormula {
  /** Of its leaves. */
  readonly counters: readonly Counter[];
  /** What its evaluations lose. */
  readonly lost: Loss;
}

/** The walk through one formula. */
class FormulaWalk {
  readonly #walk: Walk;
  readonly #counters: readonly Counter[];
  readonly #lost: Loss;

  constructor(walk: Walk, { counters, lost }: CountedFormula) {
    this.#walk = walk;
    this.#counters = counters;
    this.#lost = lost;
  }

  /**
   * Decisions of one formula are siblings: an operand more, or less, leaves the ids of the others alone.
   * What stands inside of an operand is under the outcome that leads to it.
   */
  visitChain(chain: Chain, known: Known): void {
    const { operands } = chain;
    const { place } = this.#walk;
    let reached: string | undefined;
    for (let index = 0; index < operands.length; index++) {
      const [operand, next] = [operands[index], operands[index + 1]];
      if (operand === undefined) continue;
      const before = reached;
      if (before !== undefined) this.#walk.place = placeBehind(place, before);
      if (next !== undefined) reached = this.#decideOperator(chain, operand, next);
      const inside: Known =
        next === undefined
          ? { truth: this.#judgeLast(chain, operand, known.truth), lossy: known.lossy }
          : {
              truth: this.#judge(chain, operand, next),
              lossy: { of: operand.node, lost: this.#lost },
            };
      if (operand.operands !== undefined) this.visitChain(operand, inside);
      else {
        if (next === undefined) this.#decideLast(chain, operand, inside);
        this.#visitLeaf(operand, inside, before);
      }
    }
    this.#walk.place = place;
  }

  #visitLeaf({ node, hint }: Leaf, { truth, lossy }: Known, reached: string | undefined): void {
    if (!this.#walk.isMarked(node)) return;
    expectTruth(node, truth && { ...truth, lossy }, this.#walk);
    // A hint takes out what is inside of a formula, but not what is inside of another operand.
    const around = this.#walk.hintBefore(node) === hint ? undefined : hint;
    this.#walk.ignoring(around, () => this.#walk.visitEnclosed(reached, node));
  }

  /** The id of the outcome under which the right operand runs. */
  #decideOperator(chain: Chain, left: Formula, right: Formula): string | undefined {
    const { sourceFile } = this.#walk;
    const isNullish = chain.operator === SyntaxKind.QuestionQuestionToken;
    const on = {
      label: isNullish ? "nullish" : "continue",
      start: right.node.getStart(sourceFile),
      evidence: toEvidence(this.#count(right)),
      ignored: right.hint,
    };
    const off = {
      label: isNullish ? "non-nullish" : "short-circuit",
      evidence: this.#toEvidence(
        { of: left.node, lost: this.#lost },
        subtract(this.#count(left), this.#count(right)),
      ),
    };
    const ids = this.#decide(left, {
      kind: isNullish ? "nullish" : "logical",
      start: left.node.getStart(sourceFile),
      end: right.node.end,
      text: prefixKey(tokenToString(chain.operator), readText(left.node, sourceFile)),
      outcomes: isNullish ? [off, on] : [on, off],
    });
    return ids[isNullish ? 1 : 0];
  }

  #decideLast(chain: Chain, operand: Formula, { truth, lossy }: Known): void {
    const { node } = operand;
    if (chain.operator === SyntaxKind.QuestionQuestionToken || isConstant(node)) return;
    const { sourceFile } = this.#walk;
    this.#decide(operand, {
      kind: "condition",
      start: node.getStart(sourceFile),
      end: node.end,
      text: readText(node, sourceFile),
      outcomes: [
        { label: "true", evidence: this.#toEvidence(lossy, truth?.whenTrue, "last-operand") },
        {
          label: "false",
          evidence: this.#toEvidence(lossy, truth?.whenFalse, "last-operand"),
        },
      ],
    });
  }

  /** One counter is exact; of one less another what was lost makes more, and of several anything. */
  #toEvidence({ of, lost }: Lossy, count: Count, reason?: InvisibleReason): Evidence {
    if (count === undefined || count.of !== "difference") return toEvidence(count, reason);
    if (!canFail(of, this.#walk)) return toEvidence(count);
    const isSimple = count.plus.length === 1 && count.minus.length === 1;
    return toLossyEvidence(count, isSimple ? lost : { ...lost, makes: "either" });
  }

  /** The hint before an operand takes out what its value decides. */
  #decide({ hint }: Formula, draft: DecisionDraft): readonly string[] {
    const { ignored } = this.#walk;
    this.#walk.ignored ??= hint;
    const ids = this.#walk.decide(draft);
    this.#walk.ignored = ignored;
    return ids;
  }

  /** An operand that is not the last was true, or false, as often as the next one ran. */
  #judge(chain: Chain, left: Formula, right: Formula): Truth | undefined {
    const went = this.#count(right);
    if (went === undefined) return undefined;
    const stopped = subtract(this.#count(left), went);
    switch (chain.operator) {
      case SyntaxKind.AmpersandAmpersandToken:
        return { whenTrue: went, whenFalse: stopped };
      case SyntaxKind.BarBarToken:
        return { whenTrue: stopped, whenFalse: went };
      case SyntaxKind.QuestionQuestionToken:
        return undefined;
    }
  }

  /** `&&` is true exactly when its last operand is, `||` is false exactly when its last operand is. */
  #judgeLast(chain: Chain, last: Formula, truth: Truth | undefined): Truth | undefined {
    if (truth === undefined) return undefined;
    const ran = this.#count(last);
    const { whenTrue, whenFalse } = truth;
    switch (chain.operator) {
      case SyntaxKind.AmpersandAmpersandToken:
        return { whenTrue, whenFalse: subtract(ran, whenTrue) };
      case SyntaxKind.BarBarToken:
        return { whenTrue: subtract(ran, whenFalse), whenFalse };
      case SyntaxKind.QuestionQuestionToken:
        return undefined;
    }
  }

  #count(operand: Formula): Count {
    return this.#counters[operand.arm];
  }
}
