import { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { sayCode } from "../code.ts";
import type { Clause, ClauseSite, Nothing } from "./clause.ts";

/** What is asked of a value. */
export interface AskedResult {
  readonly wanted: boolean;
  /** The words for it so far. */
  readonly text: string;
  readonly site: ClauseSite;
  /** The literal that it has to be. */
  readonly equals?: string | number | undefined;
  /** What it has to be where it is false. */
  readonly nothing?: readonly Nothing[] | undefined;
}

/**
 * When a value that a function of the project gave is true, or false: "`message` is falsy, which `parse(raw)` gives where
 * `raw` is no JSON". Undefined where its code does not tell.
 */
export function sayCallResult(
  expression: ts.Expression,
  { wanted, text, site, nothing, equals }: AskedResult,
): Clause | undefined {
  const inner = bare(expression);
  const isMember = ts.isPropertyAccessExpression(inner) && ts.isIdentifier(inner.expression);
  const call = callOf(isMember ? inner.expression : inner, site);
  if (!call) return undefined;
  const member = isMember ? inner.name.text : undefined;
  const when =
    site.whenOf(call, { gives: wanted, member, nothing, equals }) ??
    sayUnfit(call, { member, wanted, site });
  if (!when) return undefined;
  const called = sayCode(call.getText(site.source));
  const gives = call === inner ? "which it is" : `as ${called} gives it`;
  return { text: `${text}, ${gives} where ${when.text}`, wishes: when.wishes };
}

/** The call that gives an expression its value: the expression itself, or what a `const` was declared with. */
function callOf(expression: ts.Expression, site: ClauseSite): ts.CallExpression | undefined {
  const written = ts.isIdentifier(expression) ? site.initializerOf(expression) : expression;
  let value = written && bare(written);
  if (value && ts.isAwaitExpression(value)) value = bare(value.expression);
  return value && ts.isCallExpression(value) ? value : undefined;
}

/** `Message.safeParse(value).success`: what is null fits no schema of objects. */
function sayUnfit(
  call: ts.CallExpression,
  {
    member,
    wanted,
    site,
  }: { readonly member: string | undefined; readonly wanted: boolean; readonly site: ClauseSite },
): Clause | undefined {
  const callee = bare(call.expression);
  if (wanted || member !== "success" || !ts.isPropertyAccessExpression(callee)) return undefined;
  if (!/^safeParse(?:Async)?$/.test(callee.name.text)) return undefined;
  const [first, second] = call.arguments;
  const [schema, value] = second ? [first, second] : [callee.expression, first];
  if (!schema || !value) return undefined;
  const named = bare(schema);
  const written = ts.isIdentifier(named) ? site.initializerOf(named) : named;
  const clause = `${sayCode(value.getText(site.source))} does not fit ${sayCode(schema.getText(site.source))}`;
  return { text: written && isObjectSchema(written) ? `${clause}, e.g. null` : clause, wishes: [] };
}

function isObjectSchema(schema: ts.Expression): boolean {
  const call = bare(schema);
  if (!ts.isCallExpression(call)) return false;
  const callee = bare(call.expression);
  return (
    ts.isPropertyAccessExpression(callee) &&
    /^(?:object|strictObject|looseObject|discriminatedUnion|variant)$/.test(callee.name.text)
  );
}
