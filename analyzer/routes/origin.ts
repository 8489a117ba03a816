import { ts } from "ts-morph";
import type { MessageField } from "../model.ts";
import { bare } from "../modules/bare.ts";

/** Where a value comes from: a path below what the entry was given. */
export interface Origin {
  /** The entry's parameter it belongs to; null when the entry takes one message only. */
  readonly parameter: string | null;
  /** `type`, `payload.kind`; empty for the whole value. */
  readonly path: string;
  /** True for what a function of the project made of the message: its outermost wrapper is not on the wire. */
  readonly derived: boolean;
  /** For an element of the list that stands there, and for what is in one: what is sent is a list. */
  readonly element?: "itself" | "inside";
  /** Of an object that a function makes: where each of its properties comes from; it has no others. */
  readonly shape?: Readonly<Record<string, Origin>>;
}

/** What is known of local names; undefined for names that do not come from a message, or are not known. */
export interface KnownNames {
  readonly originOf: (name: string) => Origin | undefined;
  /** The constant that an expression is: a literal, or the name of one. */
  readonly constantOf: (expression: ts.Expression) => MessageField["value"] | undefined;
  /** The origin of what a function of the project gives. */
  readonly returns: (call: ts.CallExpression) => Origin | undefined;
}

/** Results of parsers wrap the message in one of these. */
const WRAPPERS = new Set(["data", "value", "output", "result", "message", "msg", "body"]);
/** String methods after which the text still is what was sent, for all that a reader cares. */
const SAME_TEXT = new Set([
  "trim",
  "toLowerCase",
  "toUpperCase",
  "toString",
  "valueOf",
  "normalize",
]);
/** Calls that read a message out of what arrived. */
const PARSER =
  /parse|decode|deseriali[sz]e|unpack|read|validate|assert|check|cast|coerce|^(?:as|to|from)[A-Z]|^(?:json|text|String|structuredClone)$/i;
const LOOKUP = new Set(["get", "getAll"]);

/** Follows an expression back to the message; undefined when it does not come from there. */
export function originOf(expression: ts.Expression, names: KnownNames): Origin | undefined {
  const inner = bare(expression);
  if (ts.isIdentifier(inner)) return names.originOf(inner.text);
  if (ts.isAwaitExpression(inner)) return originOf(inner.expression, names);
  if (ts.isPropertyAccessExpression(inner))
    return below(originOf(inner.expression, names), inner.name.text);
  if (ts.isElementAccessExpression(inner)) return ofElement(inner, names);
  if (ts.isCallExpression(inner)) return ofCall(inner, names);
  if (ts.isNewExpression(inner)) return ofNew(inner, names);
  if (ts.isConditionalExpression(inner))
    return originOf(inner.whenTrue, names) ?? originOf(inner.whenFalse, names);
  if (ts.isBinaryExpression(inner) && isFallback(inner.operatorToken.kind))
    return originOf(inner.left, names);
  return undefined;
}

/**
 * Parts further down tell no message from another. A function that walks a tree of clauses goes one step deeper with each
 * call of itself: without an end, `clauses.clauses.clauses` grew until memory was full.
 */
const MOST_STEPS = 5;

/** True for what a parser wraps a message in: it is no part of the message. */
export function isWrapping({ derived, path }: Origin): boolean {
  return derived && WRAPPERS.has(path);
}

/** The origin of a property of a value. */
export function below(origin: Origin | undefined, name: string): Origin | undefined {
  if (!origin) return undefined;
  if (origin.shape) return Object.hasOwn(origin.shape, name) ? origin.shape[name] : undefined;
  // `request.url` is a step on the way to a path name, not a part of a message.
  if (origin.path === "" && name === "url") return { ...origin, derived: true };
  const isWrapped = isWrapping(origin);
  const path = origin.path === "" || isWrapped ? name : `${origin.path}.${name}`;
  if (path.split(".", MOST_STEPS + 1).length > MOST_STEPS) return undefined;
  const inside = origin.element && ({ element: "inside" } as const);
  return { ...origin, path, derived: origin.derived && !isWrapped, ...inside };
}

/** The origin of an element of a list. */
export function elementOf(origin: Origin | undefined): Origin | undefined {
  return origin && { ...origin, element: origin.element === undefined ? "itself" : "inside" };
}

/** Calls `bind` for each name that a binding declares, with the origin of its part of the value. */
export function bindNames(
  name: ts.BindingName,
  origin: Origin | undefined,
  bind: (name: string, origin: Origin | undefined) => void,
): void {
  if (ts.isIdentifier(name)) {
    bind(name.text, origin);
    return;
  }
  for (const element of name.elements) {
    if (!ts.isBindingElement(element)) continue;
    const key = element.propertyName ?? element.name;
    const isPart = ts.isObjectBindingPattern(name) && !element.dotDotDotToken;
    const part =
      isPart && (ts.isIdentifier(key) || ts.isStringLiteral(key))
        ? below(origin, key.text)
        : origin;
    bindNames(element.name, part, bind);
  }
}

/** `new URL(request.url)` still is the request; of a URL that was sent, nothing can be told. */
function ofNew(made: ts.NewExpression, names: KnownNames): Origin | undefined {
  const [argument] = made.arguments ?? [];
  const origin = argument && originOf(argument, names);
  return origin?.path === "" ? { ...origin, derived: true } : undefined;
}

function ofElement(access: ts.ElementAccessExpression, names: KnownNames): Origin | undefined {
  const origin = originOf(access.expression, names);
  const index = bare(access.argumentExpression);
  if (ts.isStringLiteralLike(index)) return below(origin, index.text);
  if (ts.isNumericLiteral(index)) return elementOf(origin);
  const name = ts.isIdentifier(index) ? names.constantOf(index) : undefined;
  return name === undefined ? undefined : below(origin, String(name));
}

function ofCall(call: ts.CallExpression, names: KnownNames): Origin | undefined {
  const { expression: callee } = call;
  const [argument] = call.arguments;
  if (ts.isPropertyAccessExpression(callee)) {
    const receiver = originOf(callee.expression, names);
    const name = callee.name.text;
    if (receiver && SAME_TEXT.has(name)) return receiver;
    if (receiver && LOOKUP.has(name))
      return argument && ts.isStringLiteralLike(argument)
        ? below(receiver, argument.text)
        : undefined;
    // Whatever else is made of a value need not look like it: the parts of `payload.split("x")` are not the payload.
    if (receiver)
      return receiver.path === "" && PARSER.test(name)
        ? { ...receiver, derived: false }
        : undefined;
    const returned = names.returns(call);
    if (returned) return returned;
    return argument && PARSER.test(name) ? parsed(argument, name === "parse", names) : undefined;
  }
  const returned = names.returns(call);
  if (returned) return returned;
  return argument && ts.isIdentifier(callee) && PARSER.test(callee.text)
    ? parsed(argument, false, names)
    : undefined;
}

function parsed(argument: ts.Expression, exact: boolean, names: KnownNames): Origin | undefined {
  const origin = originOf(argument, names);
  if (!origin) return undefined;
  const path = isWrapping(origin) ? "" : origin.path;
  // What is made of one field need not have fields of its own on the wire.
  return path === "" || exact ? { ...origin, path, derived: !exact } : undefined;
}

function isFallback(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}
