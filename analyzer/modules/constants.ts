import { ts } from "ts-morph";
import type { MessageField } from "../model.ts";
import { bare } from "./bare.ts";
import { nameOf } from "./entity.ts";
import type { Module } from "./module.ts";
import type { ModuleTable } from "./module-table.ts";

type Value = MessageField["value"];

/** The string or number that an expression always is: a literal, a `const`, an enum's or a constant object's member. */
export function constantOf(
  table: ModuleTable,
  module: Module,
  expression: ts.Expression,
): Value | undefined {
  const inner = bare(expression);
  const literal = literalOf(inner);
  if (literal !== undefined) return literal;
  if (ts.isIdentifier(inner)) {
    const target = table.resolve(module, inner.text);
    if (target?.kind !== "declaration" || !ts.isVariableDeclaration(target.node)) return undefined;
    return literalOf(target.node.initializer);
  }
  if (!ts.isPropertyAccessExpression(inner) || !ts.isIdentifier(inner.expression)) return undefined;
  const target = table.resolve(module, inner.expression.text);
  return target?.kind === "declaration" ? memberOf(target.node, inner.name.text) : undefined;
}

function memberOf(node: ts.Node, name: string): Value | undefined {
  if (ts.isEnumDeclaration(node))
    return literalOf(node.members.find((member) => nameOf(member.name) === name)?.initializer);
  if (!ts.isVariableDeclaration(node) || !node.initializer) return undefined;
  const object = bare(node.initializer);
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  const property = object.properties.find((found) => nameOf(found.name) === name);
  return property && ts.isPropertyAssignment(property)
    ? literalOf(property.initializer)
    : undefined;
}

function literalOf(expression: ts.Expression | undefined): Value | undefined {
  const inner = expression && bare(expression);
  if (!inner) return undefined;
  if (ts.isStringLiteralLike(inner)) return inner.text;
  if (ts.isNumericLiteral(inner)) return Number(inner.text);
  const isNegative =
    ts.isPrefixUnaryExpression(inner) &&
    inner.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(inner.operand);
  return isNegative ? -Number(inner.operand.text) : undefined;
}
