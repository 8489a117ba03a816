import { isLogical } from "../inventory/formula.ts";
import { ts } from "ts-morph";
import type { Decision } from "../model.ts";
import { offsetOf } from "./offset.ts";
import { findOperator } from "./operator.ts";
import { countLeading } from "../count-leading.ts";

/** A decision's node and what stands around it. */
export interface Located {
  readonly node: ts.Node;
  /** Functions and classes around it, outermost first. */
  readonly parents: readonly ts.Node[];
}

/** Finds a decision in its source; undefined when the text is not the one that was listed. */
export function locate(source: ts.SourceFile, decision: Decision): Located | undefined {
  const from = offsetOf(source, decision.start);
  const to = offsetOf(source, decision.end);
  const { kind } = decision;
  // Of these the node may end elsewhere than the decision does.
  if (kind !== "logical" && kind !== "nullish" && kind !== "finally")
    return listEnding(source, to).find(({ node }) => fits(source, node, decision, { from, to }));
  const parents: ts.Node[] = [];
  const search = (node: ts.Node): Located | undefined => {
    // Names and modifiers may stand before a decision's start, never after its end.
    if (node.pos > from || node.end < to) return undefined;
    if (fits(source, node, decision, { from, to })) return { node, parents: [...parents] };
    const surrounds = ts.isFunctionLike(node) || ts.isClassLike(node);
    if (surrounds) parents.push(node);
    const [inner, isOnly] = childAround(node, { from, to });
    const found = isOnly ? inner && search(inner) : ts.forEachChild(node, search);
    if (surrounds) parents.pop();
    return found;
  };
  return search(source);
}

const lists = new WeakMap<ts.Node, readonly ts.Node[]>();

/** The one child of a long list that a stretch is in, if any; false for nodes that have few children. */
function childAround(
  node: ts.Node,
  { from, to }: Range,
): readonly [child: ts.Node | undefined, isOnly: boolean] {
  if (!isList(node)) return [undefined, false];
  const children = lists.get(node) ?? listChildren(node);
  lists.set(node, children);
  const child = children[countLeading(children, ({ end }) => end < to)];
  return [child && child.pos <= from ? child : undefined, true];
}

/** What may have thousands of children, none of which lies in another. */
function isList(node: ts.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isClassLike(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node)
  );
}

function listChildren(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

type ByEnd = ReadonlyMap<number, readonly Located[]>;

const indices = new WeakMap<ts.SourceFile, ByEnd>();

/** The nodes that end at an offset, outermost first. Indexed once: a search for each decision takes too long in deep code. */
function listEnding(source: ts.SourceFile, end: number): readonly Located[] {
  const known = indices.get(source) ?? indexByEnd(source);
  indices.set(source, known);
  return known.get(end) ?? [];
}

/** Without recursion: a chain of thousands of calls is that deep. */
function indexByEnd(source: ts.SourceFile): ByEnd {
  const found = new Map<number, Located[]>();
  const waiting: Located[] = [{ node: source, parents: [] }];
  for (let located = waiting.pop(); located; located = waiting.pop()) {
    const { node, parents } = located;
    const same = found.get(node.end);
    if (same) same.push(located);
    else found.set(node.end, [located]);
    const surrounds = ts.isFunctionLike(node) || ts.isClassLike(node);
    const inner = surrounds ? [...parents, node] : parents;
    const children: Located[] = [];
    ts.forEachChild(node, (child) => {
      children.push({ node: child, parents: inner });
    });
    waiting.push(...children.toReversed());
  }
  return found;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function fits(
  source: ts.SourceFile,
  node: ts.Node,
  decision: Decision,
  { from, to }: Range,
): boolean {
  // A formula is found as a whole: one operator of it is no node of its own.
  if (decision.kind === "logical" || decision.kind === "nullish")
    return findOperator(node, decision, source) !== undefined;
  const { kind } = decision;
  if (node.end !== to && kind !== "finally") return false;
  switch (kind) {
    case "default-arg":
      return hasDefault(node) && nameOf(node).getStart(source) === from;
    case "binary-expr":
      return isLogical(node) && node.getStart(source) === from;
    case "condition":
      return ts.isExpression(node) && node.getStart(source) === from;
    case "if":
      return ts.isIfStatement(node) && node.getStart(source) === from;
    case "cond-expr":
      return ts.isConditionalExpression(node) && node.getStart(source) === from;
    case "switch":
      return ts.isSwitchStatement(node) && node.getStart(source) === from;
    case "logical-assign":
      return ts.isBinaryExpression(node) && node.getStart(source) === from;
    case "optional-chain":
      return linkOf(node)?.getStart(source) === from;
    case "loop":
    case "do-while":
      return ts.isIterationStatement(node, false) && node.getStart(source) === from;
    case "try":
      return ts.isTryStatement(node) && node.getStart(source) === from;
    case "finally":
      return ts.isTryStatement(node) && node.finallyBlock?.getStart(source) === from;
  }
}

/** The `?.` of an access or a call. */
function linkOf(node: ts.Node): ts.QuestionDotToken | undefined {
  const mayLink =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node);
  return mayLink ? node.questionDotToken : undefined;
}

type WithDefault =
  | ts.ParameterDeclaration
  | ts.BindingElement
  | ts.BinaryExpression
  | ts.ShorthandPropertyAssignment;

function hasDefault(node: ts.Node): node is WithDefault {
  if (ts.isParameter(node) || ts.isBindingElement(node)) return node.initializer !== undefined;
  if (ts.isShorthandPropertyAssignment(node)) return node.objectAssignmentInitializer !== undefined;
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function nameOf(node: WithDefault): ts.Node {
  return ts.isBinaryExpression(node) ? node.left : node.name;
}
