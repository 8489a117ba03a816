import {
  isArrowFunction,
  isBinaryExpression,
  isBindingElement,
  isBlock,
  isCatchClause,
  isClassStaticBlockDeclaration,
  isModifier,
  isObjectBindingPattern,
  isParameter,
  isParenthesizedExpression,
  isVariableDeclaration,
  isVariableDeclarationList,
  isVariableStatement,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import { unwrapParentheses } from "../transparent.ts";
import { type Ancestry, isDefault } from "./ancestry.ts";
import { findExportedStart, findExportWord } from "./exported.ts";
import { isObeyed } from "./obeyed.ts";

/**
 * A node of Babel's tree, told by TypeScript's: Babel hangs a comment on the outermost of its nodes that
 * starts where the next token does (@babel/parser 7.29).
 */
export interface BabelNode {
  readonly start: number;
  /** The node of ours that gets the comment; absent where it ends up on something that nobody asks. */
  readonly node?: ts.Node;
  /** The node of ours that Istanbul leaves out when the comment says so, if it asks this one. */
  readonly leavesOut?: ts.Node | undefined;
}

/** Nodes that Babel does not have; their parts it has. */
const absent: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.SourceFile,
  SyntaxKind.EndOfFileToken,
  SyntaxKind.HeritageClause,
  SyntaxKind.ExpressionWithTypeArguments,
  SyntaxKind.CaseBlock,
  SyntaxKind.ComputedPropertyName,
  SyntaxKind.TemplateSpan,
  SyntaxKind.JsxAttributes,
  SyntaxKind.SemicolonClassElement,
  SyntaxKind.OmittedExpression,
]);

/** The nodes that Babel has for one of ours, outermost first. */
export function listBabelNodes(
  node: ts.Node,
  sourceFile: ts.SourceFile,
  ancestry: Ancestry,
): readonly BabelNode[] {
  if (absent.has(node.kind) || isModifier(node) || isPartOfOther(node, ancestry)) return [];
  const start = node.getStart(sourceFile);
  if (isParenthesizedExpression(node)) {
    const inner = unwrapParentheses(node);
    return [createNode(start, inner)];
  }
  if (isParameter(node) || isBindingElement(node)) {
    return listBinding(node, sourceFile, ancestry);
  }
  if (isDefault(node, ancestry) && isBinaryExpression(node)) {
    return [{ start, node: node.left, leavesOut: node.left }];
  }
  // The comment ends up on the list of type parameters.
  if (isArrowFunction(node) && node.typeParameters && node.modifiers === undefined) {
    return [{ start }];
  }
  const word = findExportWord(node);
  if (word === undefined) return [createNode(start, node)];
  // Babel has a node for the export as well; its first word stands for it here.
  return [
    { start, node: word, leavesOut: node },
    createNode(findExportedStart(node, sourceFile), node),
  ];
}

function createNode(start: number, node: ts.Node): BabelNode {
  return { start, node, leavesOut: isObeyed(node) ? node : undefined };
}

/** Nodes that are one with their parent in Babel's tree. */
function isPartOfOther(node: ts.Node, ancestry: Ancestry): boolean {
  const parent = ancestry.get(node);
  if (parent === undefined) return false;
  return (
    (isVariableDeclarationList(node) && isVariableStatement(parent)) ||
    (isVariableDeclaration(node) && isCatchClause(parent)) ||
    (isBlock(node) && isClassStaticBlockDeclaration(parent))
  );
}

/** The default value of a parameter or of an element, and what may stand around it. */
function listBinding(
  node: ts.ParameterDeclaration | ts.BindingElement,
  sourceFile: ts.SourceFile,
  ancestry: Ancestry,
): readonly BabelNode[] {
  const parent = ancestry.get(node);
  const isProperty = parent !== undefined && isObjectBindingPattern(parent);
  const isWrapped = isProperty || node.dotDotDotToken !== undefined || isParameterProperty(node);
  const { name } = node;
  const whole = { start: node.getStart(sourceFile) };
  const value = { start: name.getStart(sourceFile), node: name, leavesOut: name };
  return [...(isWrapped ? [whole] : []), ...(node.initializer === undefined ? [] : [value])];
}

function isParameterProperty(node: ts.Node): boolean {
  return (
    isParameter(node) &&
    (node.modifiers?.some(({ kind }) => kind !== SyntaxKind.Decorator) ?? false)
  );
}
