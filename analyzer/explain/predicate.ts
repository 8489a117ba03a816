import type { Module } from "../modules/module.ts";
import type { ModuleTable } from "../modules/module-table.ts";
import { bare } from "../modules/bare.ts";
import { ts } from "ts-morph";

/** A function that only returns an expression, and where it stands. */
export interface FoundPredicate {
  readonly answer: ts.Expression;
  readonly module: Module;
}

/** The function that a call names, when it asks about its arguments under the names they are passed by. */
export function findPredicate(
  call: ts.CallExpression,
  module: Module,
  modules: ModuleTable,
): FoundPredicate | undefined {
  const callee = bare(call.expression);
  if (!ts.isIdentifier(callee)) return undefined;
  const target = modules.resolve(module, callee.text);
  if (target?.kind !== "declaration") return undefined;
  const code = functionOf(target.node);
  const answer = code && answerOf(code);
  return answer && { answer, module: target.module };
}

function functionOf(node: ts.Node): ts.FunctionDeclaration | ts.ArrowFunction | undefined {
  if (ts.isFunctionDeclaration(node)) return node;
  const value = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return value && ts.isArrowFunction(value) ? value : undefined;
}

function answerOf({ body }: ts.FunctionDeclaration | ts.ArrowFunction): ts.Expression | undefined {
  if (!body) return undefined;
  if (!ts.isBlock(body)) return body;
  const [statement, ...rest] = body.statements;
  return statement && rest.length === 0 && ts.isReturnStatement(statement)
    ? statement.expression
    : undefined;
}
