import { createLines, type Lines } from "../../inventory/lines.ts";
import { parseSource, ts } from "../../inventory/syntax.ts";
import type { Position, SiteKind, Span } from "../../model.ts";
import { visitNodes } from "../visit-nodes.ts";
import { listBranchArms } from "./branch-arms.ts";

/** Where a count that holds for some code can be read. */
export interface Place {
  readonly at: Position;
  /** Of a block: its brace, behind which `at` is. */
  readonly brace?: Position;
  /** Of a block: its first statement, where that is no function of its own. */
  readonly first?: Position | undefined;
}

/** How often a text ran at a place; NaN where that cannot be told. */
export type ReadPlace = (place: Place) => number;

/** A branch of the source with the place in each arm. */
export interface BranchPlaces {
  readonly kind: SiteKind;
  readonly start: Position;
  /** `null` for a missing `else`, `"function"` for an arm that is one: what holds inside is its calls. */
  readonly arms: readonly (Place | "function" | null)[];
}

/** What Istanbul counts as a statement. */
export interface StatementPlace extends Place {
  readonly start: Position;
}

/** A function; V8's block of it starts somewhere between its own start and that of its body. */
export interface FunctionPlace extends Span, Place {
  readonly body: Position;
}

/** Where Istanbul would count in a text. */
export interface Places {
  readonly branches: readonly BranchPlaces[];
  readonly statements: readonly StatementPlace[];
  readonly functions: readonly FunctionPlace[];
}

/** Lists all places of a text, in source order. */
export function listPlaces(path: string, text: string): Places {
  const sourceFile = parseSource(path, text);
  const lines = createLines(text);
  const startOf = (node: ts.Node): Position => lines.at(node.getStart(sourceFile));
  const functions: FunctionPlace[] = [];
  const statements: StatementPlace[] = [];
  visitNodes(sourceFile, (node) => {
    const counted = findStatement(node);
    if (counted !== undefined) {
      statements.push({ start: startOf(counted), at: startOf(findBefore(node) ?? counted) });
    }
    const body = findBody(node);
    if (body !== undefined) {
      const at = startOf(findArrow(node, body) ?? body);
      functions.push({ start: startOf(node), end: lines.at(node.end), body: startOf(body), at });
    }
  });
  const branches = listBranchArms(sourceFile).map(({ kind, node, arms }) => ({
    kind,
    start: startOf(node),
    arms: arms.map((arm) => placeOf(arm, sourceFile, lines)),
  }));
  return { branches, statements, functions };
}

function placeOf(
  arm: ts.Node | null,
  sourceFile: ts.SourceFile,
  lines: Lines,
): BranchPlaces["arms"][number] {
  if (arm === null) return null;
  if (ts.isArrowFunction(arm) || ts.isFunctionExpression(arm)) return "function";
  const start = arm.getStart(sourceFile);
  if (!ts.isBlock(arm)) return { at: lines.at(start) };
  const [first] = arm.statements;
  const isOwn = first !== undefined && !ts.isFunctionDeclaration(first);
  return {
    // V8 counts a block from its brace on; the brace itself may belong to what is around it.
    at: lines.at(start + 1),
    brace: lines.at(start),
    first: isOwn ? lines.at(first.getStart(sourceFile)) : undefined,
  };
}

/** What Istanbul counts as a statement at this node: itself, an initial value, or a returned expression. */
function findStatement(node: ts.Node): ts.Node | undefined {
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) return node.initializer;
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
    return isFunction(node.body) ? undefined : node.body;
  }
  return ts.isStatement(node) && !ts.isBlock(node) && !ts.isFunctionDeclaration(node)
    ? node
    : undefined;
}

/** Where an initial value is counted that is a function: at its own start only its calls are. */
function findBefore(node: ts.Node): ts.Node | undefined {
  return ts.isVariableDeclaration(node) && node.initializer && isFunction(node.initializer)
    ? node.name
    : undefined;
}

/** Of a function that returns another one, what is its own. */
function findArrow(node: ts.Node, body: ts.Node): ts.Node | undefined {
  return ts.isArrowFunction(node) && isFunction(body) ? node.equalsGreaterThanToken : undefined;
}

function isFunction(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function findBody(node: ts.Node): ts.Node | undefined {
  return ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
}
