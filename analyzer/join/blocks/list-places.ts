import { createLines, type Lines } from "../../inventory/lines.ts";
import { parseSource, ts } from "../../inventory/syntax.ts";
import type { Position, SiteKind, Span } from "../../model.ts";
import { visitNodes } from "../visit-nodes.ts";
import { listBranchArms } from "./branch-arms.ts";

/** A branch of the source with the place in each arm where a count that holds there can be read. */
export interface BranchPlaces {
  readonly kind: SiteKind;
  readonly start: Position;
  /** `null` for a missing `else`, `"function"` for an arm that is one: what holds inside is its calls. */
  readonly arms: readonly (Position | "function" | null)[];
}

/** A function; V8's block of it starts somewhere between its own start and that of its body. */
export interface FunctionPlace extends Span {
  readonly body: Position;
}

/** Where Istanbul would count in a text. */
export interface Places {
  readonly branches: readonly BranchPlaces[];
  readonly statements: readonly Position[];
  readonly functions: readonly FunctionPlace[];
}

/** Lists all places of a text, in source order. */
export function listPlaces(path: string, text: string): Places {
  const sourceFile = parseSource(path, text);
  const lines = createLines(text);
  const startOf = (node: ts.Node): Position => lines.at(node.getStart(sourceFile));
  const functions: FunctionPlace[] = [];
  const statements: Position[] = [];
  visitNodes(sourceFile, (node) => {
    const counted = findStatement(node);
    if (counted !== undefined) statements.push(startOf(counted));
    const body = findBody(node);
    if (body !== undefined) {
      functions.push({ start: startOf(node), end: lines.at(node.end), body: startOf(body) });
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
  // V8 counts a block from its brace on; the brace itself may belong to what is around it.
  return lines.at(arm.getStart(sourceFile) + (ts.isBlock(arm) ? 1 : 0));
}

/** What Istanbul counts as a statement at this node: itself, an initial value, or a returned expression. */
function findStatement(node: ts.Node): ts.Node | undefined {
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) return node.initializer;
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return node.body;
  return ts.isStatement(node) && !ts.isBlock(node) ? node : undefined;
}

function findBody(node: ts.Node): ts.Node | undefined {
  return ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
}
