import { ts } from "ts-morph";
import type { MessageField } from "../model.ts";
import { bare } from "../modules/bare.ts";
import { constantOf } from "../modules/constants.ts";
import { nameOf } from "../modules/entity.ts";
import type { Send } from "./list-sends.ts";
import type { ModuleTable } from "../modules/module-table.ts";

type Value = MessageField["value"];

/** The values that a call passes for a part of the message; undefined where the text does not tell all of them. */
export function sentValues(
  { call, actor, method, module }: Send,
  { parameter, name }: Pick<MessageField, "parameter" | "name">,
  modules: ModuleTable,
): readonly Value[] | undefined {
  const entry = actor.entries.find((candidate) => candidate.name === method);
  const names = entry?.parameters ?? [];
  const index = parameter === null ? 0 : names.indexOf(parameter);
  const argument = call.arguments[index === -1 ? 0 : index];
  if (!argument) return undefined;
  const part = name === "" ? argument : partOf(argument, name.split("."));
  return part && valuesOf(part, (expression) => constantOf(modules, module, expression));
}

/** The expression at a path inside an object literal; undefined where it is spread, computed or not written here. */
function partOf(expression: ts.Expression, path: readonly string[]): ts.Expression | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return expression;
  const object = bare(expression);
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  const property = object.properties.find((found) => nameOf(found.name) === key);
  return property && ts.isPropertyAssignment(property)
    ? partOf(property.initializer, rest)
    : undefined;
}

function valuesOf(
  expression: ts.Expression,
  read: (expression: ts.Expression) => Value | undefined,
): readonly Value[] | undefined {
  const inner = bare(expression);
  if (ts.isConditionalExpression(inner)) {
    const [left, right] = [valuesOf(inner.whenTrue, read), valuesOf(inner.whenFalse, read)];
    return left && right && [...left, ...right];
  }
  const known = read(inner);
  return known === undefined ? undefined : [known];
}
