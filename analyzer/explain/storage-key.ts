import { bare } from "../modules/bare.ts";
import { ts } from "ts-morph";
import type { ClauseSite } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";

/** The key of `await storage.get("key")`. */
export function storageKey(expression: ts.Expression, site: ClauseSite): string | undefined {
  let call = bare(expression);
  if (ts.isAwaitExpression(call)) call = bare(call.expression);
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression))
    return undefined;
  const { expression: receiver, name } = call.expression;
  const isStorage = /\bstorage(?:\.kv)?$/.test(receiver.getText(site.source));
  const [key] = call.arguments;
  if (!isStorage || name.text !== "get" || !key) return undefined;
  const known = site.constantOf(key);
  return known === undefined ? sayCode(key.getText(site.source)) : JSON.stringify(known);
}
