import { ts } from "../syntax.ts";
import { unwrapParentheses } from "../transparent.ts";
import { type Ancestry, isDefault } from "./ancestry.ts";
import { findExportedStart, isExported } from "./exported.ts";
import { isObeyed } from "./obeyed.ts";

/**
 * A node of Babel's tree, told by TypeScript's: Babel hangs a comment on the outermost of its nodes that
 * starts where the next token does (@babel/parser 7.29).
 */
export interface BabelNode {
  readonly start: number;
  /** The node of ours that gets the comment; absent where it ends up on something that nobody asks. */
  readonly node?: ts.Node;
  /** Whether Istanbul leaves the node out when the comment says so. */
  readonly isObeyed: boolean;
}

/** Nodes that Babel does not have; their parts it has. */
const absent: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.EndOfFileToken,
  ts.SyntaxKind.HeritageClause,
  ts.SyntaxKind.ExpressionWithTypeArguments,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.ComputedPropertyName,
  ts.SyntaxKind.TemplateSpan,
  ts.SyntaxKind.JsxAttributes,
  ts.SyntaxKind.SemicolonClassElement,
  ts.SyntaxKind.OmittedExpression,
]);

/** The nodes that Babel has for one of ours, outermost first. */
export function listBabelNodes(
  node: ts.Node,
  sourceFile: ts.SourceFile,
  ancestry: Ancestry,
): readonly BabelNode[] {
  if (absent.has(node.kind) || ts.isModifier(node) || isPartOfOther(node, ancestry)) return [];
  const start = node.getStart(sourceFile);
  if (ts.isParenthesizedExpression(node)) {
    const inner = unwrapParentheses(node);
    return [{ start, node: inner, isObeyed: isObeyed(inner) }];
  }
  if (ts.isParameter(node) || ts.isBindingElement(node)) {
    return listBinding(node, sourceFile, ancestry);
  }
  if (isDefault(node, ancestry) && ts.isBinaryExpression(node)) {
    return [{ start, node: node.left, isObeyed: true }];
  }
  // The comment ends up on the list of type parameters.
  if (ts.isArrowFunction(node) && node.typeParameters && node.modifiers === undefined) {
    return [{ start, isObeyed: false }];
  }
  if (!isExported(node)) return [{ start, node, isObeyed: isObeyed(node) }];
  const inside = { start: findExportedStart(node, sourceFile), node, isObeyed: isObeyed(node) };
  return [{ start, node, isObeyed: true }, inside];
}

/** Nodes that are one with their parent in Babel's tree. */
function isPartOfOther(node: ts.Node, ancestry: Ancestry): boolean {
  const parent = ancestry.get(node);
  if (parent === undefined) return false;
  return (
    (ts.isVariableDeclarationList(node) && ts.isVariableStatement(parent)) ||
    (ts.isVariableDeclaration(node) && ts.isCatchClause(parent)) ||
    (ts.isBlock(node) && ts.isClassStaticBlockDeclaration(parent))
  );
}

/** The default value of a parameter or of an element, and what may stand around it. */
function listBinding(
  node: ts.ParameterDeclaration | ts.BindingElement,
  sourceFile: ts.SourceFile,
  ancestry: Ancestry,
): readonly BabelNode[] {
  const parent = ancestry.get(node);
  const isProperty = parent !== undefined && ts.isObjectBindingPattern(parent);
  const isWrapped = isProperty || node.dotDotDotToken !== undefined || isParameterProperty(node);
  const whole = { start: node.getStart(sourceFile), isObeyed: false };
  const value = { start: node.name.getStart(sourceFile), node: node.name, isObeyed: true };
  return [...(isWrapped ? [whole] : []), ...(node.initializer === undefined ? [] : [value])];
}

function isParameterProperty(node: ts.Node): boolean {
  return (
    ts.isParameter(node) &&
    (node.modifiers?.some(({ kind }) => kind !== ts.SyntaxKind.Decorator) ?? false)
  );
}
