import { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { sayCode } from "../code.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clause.ts";

/** What a length is the length of; undefined for anything else. */
export function sizeOf(value: ts.Expression): ts.Expression | undefined {
  return ts.isPropertyAccessExpression(value) &&
    /^(?:length|size|byteLength)$/.test(value.name.text)
    ? value.expression
    : undefined;
}

const FILLED = { string: '"x"', array: "[…]" } as const;
const EMPTY = { string: '""', array: "[]" } as const;

/** "`names` is empty", with an empty one to send where its type tells what that is. */
export function sayEmpty(value: ts.Expression, isEmpty: boolean, site: ClauseSite): Clause {
  const text = `${sayCode(value.getText(site.source))} is ${isEmpty ? "" : "not "}empty`;
  const kind = site.kindOf(value);
  return kind === undefined
    ? clauseOf(text)
    : clauseOf(text, bare(value), (isEmpty ? EMPTY : FILLED)[kind]);
}
