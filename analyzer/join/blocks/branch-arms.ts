import {
  type Chain,
  isLogical,
  type LogicalExpression,
  readFormula,
} from "../../inventory/formula.ts";
import { ts } from "../../inventory/syntax.ts";
import type { SiteKind } from "../../model.ts";
import { visitNodes } from "../visit-nodes.ts";

/** A branch with the nodes of its arms; `null` for a missing `else`. */
export interface BranchArms {
  readonly kind: SiteKind;
  readonly node: ts.Node;
  readonly arms: readonly (ts.Node | null)[];
}

/** Every branch of a file in the words of Istanbul, in source order; default values aside. */
export function listBranchArms(sourceFile: ts.SourceFile): readonly BranchArms[] {
  const found: BranchArms[] = [];
  const inner = new Set<ts.Node>();
  visitNodes(sourceFile, (node) => {
    const branch = isLogical(node) ? readLeaves(node, inner) : readBranch(node);
    if (branch !== undefined && branch.arms.length > 0) found.push(branch);
  });
  return found;
}

function readBranch(node: ts.Node): BranchArms | undefined {
  if (ts.isIfStatement(node)) {
    return { kind: "if", node, arms: [node.thenStatement, node.elseStatement ?? null] };
  }
  if (ts.isConditionalExpression(node)) {
    return { kind: "cond-expr", node, arms: [node.whenTrue, node.whenFalse] };
  }
  return ts.isSwitchStatement(node)
    ? { kind: "switch", node, arms: node.caseBlock.clauses }
    : undefined;
}

/** The leaves of a whole formula; formulas inside it are noted, for they are no branches of their own. */
function readLeaves(node: LogicalExpression, inner: Set<ts.Node>): BranchArms | undefined {
  if (inner.has(node)) return undefined;
  const arms: ts.Node[] = [];
  const readChain = ({ operands }: Chain): void => {
    for (const operand of operands) {
      if (operand.operands === undefined) arms.push(operand.node);
      else readChain(operand);
    }
  };
  readChain(readFormula(node, () => undefined).chain);
  noteInner(node, new Set(arms), inner);
  return { kind: "binary-expr", node, arms };
}

function noteInner(root: ts.Node, leaves: ReadonlySet<ts.Node>, inner: Set<ts.Node>): void {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (leaves.has(node)) continue;
    if (isLogical(node)) inner.add(node);
    ts.forEachChild(node, (child) => {
      stack.push(child);
    });
  }
}
