import { bare } from "../modules/bare.ts";
import type { ts } from "../inventory/syntax.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";
import { storageKey } from "./storage-key.ts";

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
