import { isLogical, readFormula } from "../inventory/formula.ts";
import { createLines } from "../inventory/lines.ts";
import { parseSource, ts } from "../inventory/syntax.ts";
import type { Position, SiteKind } from "../model.ts";

/** A branch of the source with the place in each arm where a counter that holds there can be read. */
export interface ArmPlaces {
  readonly kind: SiteKind;
  readonly start: Position;
  /** `null` for a missing `else`, `"function"` for an arm that is one: what holds inside is its calls. */
  readonly arms: readonly (Position | "function" | null)[];
}

type Place = ts.Node | null;

/** Every branch of a text with its arms, in source order, in the words of Istanbul. */
export function listArms(path: string, text: string): readonly ArmPlaces[] {
  const sourceFile = parseSource(path, text);
  const lines = createLines(text);
  const found: ArmPlaces[] = [];
  const inner = new Set<ts.Node>();
  const add = (kind: SiteKind, node: ts.Node, arms: readonly Place[]): void => {
    const start = lines.at(node.getStart(sourceFile));
    found.push({ kind, start, arms: arms.map((arm) => placeOf(arm)) });
  };
  const placeOf = (arm: Place): ArmPlaces["arms"][number] => {
    if (arm === null) return null;
    if (ts.isArrowFunction(arm) || ts.isFunctionExpression(arm)) return "function";
    // V8 counts a block from its brace on; the brace itself may belong to what is around it.
    return lines.at(arm.getStart(sourceFile) + (ts.isBlock(arm) ? 1 : 0));
  };
  const visit = (node: ts.Node): void => {
    if (isLogical(node) && !inner.has(node)) add("binary-expr", node, listLeaves(node, inner));
    else addSimple(node, add);
    ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  return found;
}

function addSimple(
  node: ts.Node,
  add: (kind: SiteKind, node: ts.Node, arms: readonly Place[]) => void,
): void {
  if (ts.isIfStatement(node)) {
    add("if", node, [node.thenStatement, node.elseStatement ?? null]);
  } else if (ts.isConditionalExpression(node)) {
    add("cond-expr", node, [node.whenTrue, node.whenFalse]);
  } else if (ts.isSwitchStatement(node)) {
    add("switch", node, node.caseBlock.clauses);
  }
}

/** The leaves of a whole formula; the formulas inside it are noted, for they are no branches of their own. */
function listLeaves(root: ts.BinaryExpression, inner: Set<ts.Node>): readonly ts.Node[] {
  if (!isLogical(root)) return [root];
  const { chain } = readFormula(root, () => false);
  const leaves: ts.Node[] = [];
  const walk = (formula: typeof chain | (typeof chain.operands)[number]): void => {
    if (formula.operands === undefined) leaves.push(formula.node);
    else formula.operands.forEach(walk);
  };
  walk(chain);
  noteInner(root, leaves, inner);
  return leaves;
}

function noteInner(root: ts.Node, leaves: readonly ts.Node[], inner: Set<ts.Node>): void {
  const stops = new Set(leaves);
  const visit = (node: ts.Node): void => {
    if (stops.has(node)) return;
    if (isLogical(node)) inner.add(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
}
