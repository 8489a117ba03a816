import { prefixKey, readText } from "../text/read-text.ts";
import { SyntaxKind, tokenToString, type ts } from "../syntax.ts";
import { nameOfTarget } from "../names.ts";
import type { Walk } from "../walk.ts";
import { visitTarget } from "./default-value.ts";

const logical: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
]);

/** `=` may take a value apart; `&&=` `||=` `??=` assign or keep, which stock coverage does not see. */
export function visitAssignment(node: ts.BinaryExpression, walk: Walk): void {
  const { left, operatorToken, right } = node;
  const isLogical = logical.has(operatorToken.kind) && walk.profile === "full";
  const assign = isLogical ? decide(node, walk) : undefined;
  if (walk.isMarked(left)) {
    walk.asking(walk.expected.asked.take(node), () => visitTarget(left, walk));
  }
  walk.expected.name.leave(right, nameOfTarget(left));
  walk.visitUnder(assign, right);
}

/** The id of the outcome under which the right side runs. */
function decide(node: ts.BinaryExpression, walk: Walk): string | undefined {
  const { left, operatorToken, right, end } = node;
  const { sourceFile } = walk;
  const [assign] = walk.decide({
    kind: "logical-assign",
    start: left.getStart(sourceFile),
    end,
    text: prefixKey(tokenToString(operatorToken.kind), readText(left, sourceFile)),
    outcomes: [
      {
        label: "assign",
        start: right.getStart(sourceFile),
        evidence: { by: "nothing", reason: "logical-assign" },
      },
      { label: "keep", evidence: { by: "nothing", reason: "logical-assign" } },
    ],
  });
  return assign;
}
