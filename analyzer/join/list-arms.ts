import {
  type Chain,
  isLogical,
  type LogicalExpression,
  readFormula,
} from "../inventory/formula.ts";
import { createLines } from "../inventory/lines.ts";
import { parseSource, ts } from "../inventory/syntax.ts";
import type { Position, SiteKind } from "../model.ts";
import { visitNodes } from "./visit-nodes.ts";

/** A branch of the source with the place in each arm where a count that holds there can be read. */
export interface ArmPlaces {
  readonly kind: SiteKind;
  readonly start: Position;
  /** `null` for a missing `else`, `"function"` for an arm that is one: what holds inside is its calls. */
  readonly arms: readonly (Position | "function" | null)[];
}

/** Nodes of the arms of a branch; `null` for a missing `else`. */
interface Branch {
  readonly kind: SiteKind;
  readonly arms: readonly (ts.Node | null)[];
}

/** Every branch of a text with its arms, in source order, in the words of Istanbul; default values aside. */
export function listArms(path: string, text: string): readonly ArmPlaces[] {
  const sourceFile = parseSource(path, text);
  const lines = createLines(text);
  const found: ArmPlaces[] = [];
  const inner = new Set<ts.Node>();
  const placeOf = (arm: ts.Node | null): ArmPlaces["arms"][number] => {
    if (arm === null) return null;
    if (ts.isArrowFunction(arm) || ts.isFunctionExpression(arm)) return "function";
    // V8 counts a block from its brace on; the brace itself may belong to what is around it.
    return lines.at(arm.getStart(sourceFile) + (ts.isBlock(arm) ? 1 : 0));
  };
  visitNodes(sourceFile, (node) => {
    const branch = isLogical(node) ? readLeaves(node, inner) : readBranch(node);
    if (branch === undefined) return;
    const start = lines.at(node.getStart(sourceFile));
    found.push({ kind: branch.kind, start, arms: branch.arms.map(placeOf) });
  });
  return found;
}

function readBranch(node: ts.Node): Branch | undefined {
  if (ts.isIfStatement(node)) {
    return { kind: "if", arms: [node.thenStatement, node.elseStatement ?? null] };
  }
  if (ts.isConditionalExpression(node)) {
    return { kind: "cond-expr", arms: [node.whenTrue, node.whenFalse] };
  }
  return ts.isSwitchStatement(node) ? { kind: "switch", arms: node.caseBlock.clauses } : undefined;
}

/** The leaves of a whole formula; formulas inside it are noted, for they are no branches of their own. */
function readLeaves(node: LogicalExpression, inner: Set<ts.Node>): Branch | undefined {
  if (inner.has(node)) return undefined;
  const arms: ts.Node[] = [];
  const readChain = ({ operands }: Chain): void => {
    for (const operand of operands) {
      if (operand.operands === undefined) arms.push(operand.node);
      else readChain(operand);
    }
  };
  readChain(readFormula(node, () => false).chain);
  noteInner(node, new Set(arms), inner);
  return { kind: "binary-expr", arms };
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
