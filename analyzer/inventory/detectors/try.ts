import { canComplete } from "../completion.ts";
import { toEvidence } from "../counts.ts";
import { hasExit } from "../exits.ts";
import type { OutcomeDraft } from "../recorder.ts";
import { noText } from "../text/read-text.ts";
import { firstCounter } from "../statement-counters.ts";
import { isTryStatement, type ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** `try` with `catch`: completes, catches. `finally`: entered normally, by throw, by return. */
export function visitTry(node: ts.Node, walk: Walk): void {
  if (!isTryStatement(node)) return;
  const { tryBlock, catchClause, finallyBlock } = node;
  const isFull = walk.profile === "full";
  const caught = isFull && catchClause ? decideCatch(node, catchClause, walk) : undefined;
  walk.visit(tryBlock);
  if (catchClause !== undefined) {
    const { variableDeclaration, block } = catchClause;
    walk.visitTypes(variableDeclaration?.type);
    const runs = firstCounter(block.statements, walk);
    walk.within(caught, () => {
      walk.asking(runs, () => variableDeclaration && walk.visit(variableDeclaration.name));
      walk.visit(block);
    });
  }
  if (finallyBlock === undefined) return;
  if (isFull) decideFinally(node, finallyBlock, walk);
  walk.visit(finallyBlock);
}

/** The id of the outcome under which the catch block runs. */
function decideCatch(
  node: ts.TryStatement,
  { block }: ts.CatchClause,
  walk: Walk,
): string | undefined {
  const { sourceFile } = walk;
  const isEmpty = block.statements.length === 0;
  const catches = firstCounter(block.statements, walk);
  const ids = walk.decide({
    kind: "try",
    start: node.getStart(sourceFile),
    end: node.end,
    text: noText,
    outcomes: [
      { label: "completes", evidence: { by: "nothing", reason: "try-completes" } },
      {
        label: "catches",
        start: block.getStart(sourceFile),
        evidence: toEvidence(catches, isEmpty ? "empty-body" : "not-derivable"),
      },
    ],
  });
  return ids[1];
}

function decideFinally(node: ts.TryStatement, finallyBlock: ts.Block, walk: Walk): void {
  const { sourceFile } = walk;
  walk.decide({
    kind: "finally",
    start: finallyBlock.getStart(sourceFile),
    end: finallyBlock.end,
    text: noText,
    outcomes: listWaysIn(node).map((label): OutcomeDraft => ({
      label,
      evidence: { by: "nothing", reason: "finally-path" },
    })),
  });
}

/** "by return" stands for every way out of the blocks that is not a throw; each way only where there is one. */
function listWaysIn({ tryBlock, catchClause }: ts.TryStatement): readonly string[] {
  const blocks = catchClause === undefined ? [tryBlock] : [tryBlock, catchClause.block];
  return [
    ...(blocks.some(canComplete) ? ["normal"] : []),
    "by throw",
    ...(blocks.some(({ statements }) => hasExit(statements)) ? ["by return"] : []),
  ];
}
