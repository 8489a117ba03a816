import { canComplete } from "../completion.ts";
import { toLossyEvidence } from "../counts.ts";
import { hasExit } from "../exits.ts";
import type { OutcomeDraft } from "../recorder.ts";
import { lossOf } from "../losses/loss.ts";
import { noText } from "../text/read-text.ts";
import { firstCounter } from "../statement-counters.ts";
import { nothingBesides, type Passage } from "../losses/passage.ts";
import { scopeOfBinding } from "../losses/scope.ts";
import { isIdentifier, isTryStatement, type ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** `try` with `catch`: completes, catches. `finally`: entered normally, by throw, by return. */
export function visitTry(node: ts.Node, walk: Walk): void {
  if (!isTryStatement(node)) return;
  const { tryBlock, catchClause, finallyBlock } = node;
  const isFull = walk.profile === "full";
  const caught = isFull && catchClause ? decideCatch(node, catchClause, walk) : undefined;
  walk.passing(
    () => passTry(node, walk),
    () => walk.visit(tryBlock),
  );
  if (catchClause !== undefined)
    walk.within(caught, () =>
      walk.passing(
        () => (isPassed(node) ? walk.passage : undefined),
        () => visitCatch(catchClause, walk),
      ),
    );
  if (finallyBlock === undefined) return;
  if (isFull) decideFinally(node, finallyBlock, walk);
  walk.visit(finallyBlock);
}

function visitCatch(node: ts.CatchClause, walk: Walk): void {
  const { variableDeclaration, block } = node;
  if (variableDeclaration === undefined) {
    walk.visit(block);
    return;
  }
  const { name, type } = variableDeclaration;
  walk.visitTypes(type);
  // Counted when all parts of what was caught were read.
  const loss = lossOf("less", { node, first: undefined }, walk);
  const asked = { count: firstCounter(block.statements, walk), loss };
  const visit = (): void => {
    walk.asking(asked, () => walk.visit(name));
    walk.visit(block);
  };
  walk.scoping((outer) => scopeOfBinding([variableDeclaration], undefined, outer), visit);
}

/**
 * What is thrown in a `try` shows in its `catch`, and ends nothing outside. Where a `finally` jumps out, it shows
 * nowhere; any other lets it pass.
 */
function passTry(node: ts.TryStatement, walk: Walk): Passage | undefined {
  const { catchClause } = node;
  if (catchClause === undefined) return isPassed(node) ? walk.passage : undefined;
  const { variableDeclaration, block } = catchClause;
  if (variableDeclaration !== undefined && !isIdentifier(variableDeclaration.name))
    return undefined;
  const caught = firstCounter(block.statements, walk);
  return {
    outer: undefined,
    unit: walk.place.unit,
    once: undefined,
    showsWaiting: false,
    began: caught && [caught],
    ended: () => nothingBesides,
    besides: nothingBesides,
  };
}

/** Whether what is thrown, and not caught, is thrown on. */
function isPassed({ finallyBlock }: ts.TryStatement): boolean {
  return finallyBlock === undefined || !hasExit(finallyBlock.statements);
}

/** The id of the outcome under which the catch block runs. */
function decideCatch(
  node: ts.TryStatement,
  { block, variableDeclaration }: ts.CatchClause,
  walk: Walk,
): string | undefined {
  const { sourceFile } = walk;
  const isEmpty = block.statements.length === 0;
  const catches = firstCounter(block.statements, walk);
  // What is caught may be nothing that can be taken apart.
  const isWhole = variableDeclaration === undefined || isIdentifier(variableDeclaration.name);
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
        evidence: toLossyEvidence(
          catches,
          isWhole ? undefined : { makes: "less" },
          isEmpty ? "empty-body" : "not-derivable",
        ),
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
