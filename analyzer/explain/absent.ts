import { bare } from "../actors/bare.ts";
import { ts } from "../inventory/syntax.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";

/** What has to hold for a value to be missing or there; storage is said to hold nothing under its key. */
export function sayAbsent(expression: ts.Expression, isAbsent: boolean, site: ClauseSite): Clause {
  const key = storageKey(expression, site);
  if (key !== undefined)
    return clauseOf(`${isAbsent ? "nothing" : "something"} is stored under ${key}`);
  const name = sayCode(expression.getText(site.source));
  return isAbsent
    ? clauseOf(`${name} is null or undefined`)
    : clauseOf(`${name} is neither null nor undefined`, bare(expression), "…");
}

/** The key of `await storage.get("key")`, as written. */
function storageKey(expression: ts.Expression, site: ClauseSite): string | undefined {
  let call = bare(expression);
  if (ts.isAwaitExpression(call)) call = bare(call.expression);
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression))
    return undefined;
  const { expression: receiver, name } = call.expression;
  const isStorage = /\bstorage(?:\.kv)?$/.test(receiver.getText(site.source));
  const [key] = call.arguments;
  return isStorage && name.text === "get" && key ? key.getText(site.source) : undefined;
}
