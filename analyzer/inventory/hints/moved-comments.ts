import { hasModifier } from "../modifiers.ts";
import {
  isArrowFunction,
  isBinaryExpression,
  isBindingElement,
  isBlock,
  isClassDeclaration,
  isClassExpression,
  isClassStaticBlockDeclaration,
  isExpressionWithTypeArguments,
  isFunctionExpression,
  isIdentifier,
  isIfStatement,
  isIterationStatement,
  isParameter,
  isPropertyDeclaration,
  isShorthandPropertyAssignment,
  isSourceFile,
  isVariableDeclaration,
  isVariableStatement,
  isWithStatement,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import { unwrapParentheses } from "../transparent.ts";
import { type Ancestry, findHolder, isDefault, isTarget } from "./ancestry.ts";

/**
 * Whether Istanbul itself makes a comment before this expression void: to count the value it replaces the
 * expression by a sequence, and Babel moves the comments on to that (`replaceWith` of @babel/traverse 7.29).
 */
export function isVoided(written: ts.Node, ancestry: Ancestry): boolean {
  const holder = findHolder(written, ancestry);
  const node = unwrapParentheses(written);
  if (holder === undefined) return false;
  if (isVariableDeclaration(holder)) {
    return holds(holder.initializer, node) && !isHoisted(node, holder, ancestry);
  }
  if (isPropertyDeclaration(holder)) {
    return holds(holder.initializer, node) && !hasModifier(holder, SyntaxKind.AccessorKeyword);
  }
  if (isParameter(holder) || isBindingElement(holder)) {
    return holds(holder.initializer, node);
  }
  if (isBinaryExpression(holder)) {
    return holds(holder.right, node) && isDefault(holder, ancestry);
  }
  if (isShorthandPropertyAssignment(holder)) {
    return holds(holder.objectAssignmentInitializer, node) && isTarget(holder, ancestry);
  }
  return isExpressionWithTypeArguments(holder) && isSuperClass(node, holder, ancestry);
}

function holds(place: ts.Expression | undefined, node: ts.Node): boolean {
  return place !== undefined && unwrapParentheses(place) === node;
}

/** The counter of a function or class in a variable is put before the statement, so that it keeps its name. */
function isHoisted(node: ts.Node, variable: ts.VariableDeclaration, ancestry: Ancestry): boolean {
  if (!isFunctionExpression(node) && !isArrowFunction(node) && !isClassExpression(node)) {
    return false;
  }
  const list = ancestry.get(variable);
  const statement = list && ancestry.get(list);
  if (statement === undefined || !isVariableStatement(statement)) return false;
  if (hasModifier(statement, SyntaxKind.ExportKeyword)) return true;
  const around = ancestry.get(statement);
  return around !== undefined && isListOfStatements(around, ancestry);
}

/** A body without braces counts: Istanbul gives it some first. */
function isListOfStatements(node: ts.Node, ancestry: Ancestry): boolean {
  if (isBlock(node)) {
    const parent = ancestry.get(node);
    return parent === undefined || !isClassStaticBlockDeclaration(parent);
  }
  return (
    isSourceFile(node) ||
    isIfStatement(node) ||
    isWithStatement(node) ||
    isIterationStatement(node, false)
  );
}

function isSuperClass(node: ts.Node, place: ts.Node, ancestry: Ancestry): boolean {
  const clause = ancestry.get(place);
  const owner = clause && ancestry.get(clause);
  return owner !== undefined && isClassDeclaration(owner) && !isIdentifier(node);
}
