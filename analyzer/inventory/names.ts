import { printExpression } from "./text/print-expression.ts";
import {
  isElementAccessExpression,
  isIdentifier,
  isNumericLiteral,
  isPrivateIdentifier,
  isPropertyAccessExpression,
  isStringLiteral,
  isStringLiteralLike,
  type ts,
} from "./syntax.ts";
import { unwrap } from "./transparent.ts";

/** Longer names are cut: they are repeated in every path below. */
const nameLimit = 60;

/** The name of a member as written: `join`, `#state`, `[Symbol.iterator]`. */
export function nameOfMember(name: ts.PropertyName | ts.BindingName): string {
  if (isIdentifier(name) || isPrivateIdentifier(name)) return name.text;
  if (isStringLiteralLike(name) || isNumericLiteral(name)) return cut(name.text);
  return cut(printExpression(name));
}

/** What a function gets called that is assigned to this: the last name in it, or "". */
export function nameOfTarget(target: ts.Expression): string {
  const core = unwrap(target);
  if (isIdentifier(core)) return core.text;
  if (isPropertyAccessExpression(core)) return core.name.text;
  if (isElementAccessExpression(core) && isStringLiteral(core.argumentExpression)) {
    return cut(core.argumentExpression.text);
  }
  return "";
}

/** What a callback is called: `cb:map` for an argument of `items.map`. */
export function nameOfCallback(callee: ts.Expression): string {
  const name = nameOfTarget(callee);
  return name === "" ? "cb" : `cb:${name}`;
}

function cut(name: string): string {
  return name.length > nameLimit ? `${name.slice(0, nameLimit - 1)}…` : name;
}
