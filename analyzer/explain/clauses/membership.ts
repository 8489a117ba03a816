import type { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { LEFT_OUT } from "../approach.ts";
import { sayCode } from "../code.ts";
import type { Clause, ClauseSite } from "./clause.ts";
import { listValues } from "./listed.ts";

type Value = string | number;

/** Values that are told one by one; of longer lists the first ones. */
const MOST_NAMED = 4;

/** `"kind" in value`: with the property, or without it. */
export function sayProperty(
  owner: ts.Expression,
  key: string,
  { wanted, site }: { readonly wanted: boolean; readonly site: ClauseSite },
): Clause {
  const name = sayCode(owner.getText(site.source));
  const subject = bare(owner);
  const isIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key);
  return {
    text: `${name} has ${wanted ? "a" : "no"} ${sayCode(key)}`,
    example: wanted ? `{ ${isIdentifier ? key : JSON.stringify(key)}: 1 }` : "{}",
    // A key with a dot in it would be taken for two.
    wishes: key.includes(".") ? [] : [{ subject, member: key, value: wanted ? "…" : LEFT_OUT }],
  };
}

/** `KINDS.includes(kind)`, `KINDS.has(kind)`, `kind in handlers`: one of the values that are written there, or another. */
export function sayMember(
  value: ts.Expression,
  values: readonly Value[],
  { wanted, site }: { readonly wanted: boolean; readonly site: ClauseSite },
): Clause {
  const name = sayCode(value.getText(site.source));
  const shown = values.slice(0, MOST_NAMED).map((one) => JSON.stringify(one));
  const more = values.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`${more} more`] : [])];
  const words = `${list.slice(0, -1).join(", ")}${list.length > 1 ? " or " : ""}${list.at(-1)}`;
  const subject = bare(value);
  const example = wanted ? values[0] : anotherThan(values, site.valuesOf(subject));
  const written = JSON.stringify(example);
  return {
    text: wanted
      ? `${name} is ${list.length > 1 ? "one of " : ""}${words}`
      : `${name} is ${list.length > 1 ? "none of" : "not"} ${words}, e.g. ${written}`,
    wishes: [{ subject, value: written }],
  };
}

/** A value that is not in a list: one that the type allows, where there is one. */
export function anotherThan(values: readonly Value[], allowed: readonly Value[] = []): Value {
  const other = allowed.find((value) => !values.includes(value));
  if (other !== undefined) return other;
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length && numbers.length > 0)
    return numbers.reduce((most, value) => Math.max(most, value)) + 1;
  return (
    ["other", "another", "x"].find((value) => !values.includes(value)) ?? `${values.join("")}x`
  );
}

/** `in` asks for a key that is written here, or for one of those that an object is written with. */
export function sayIn(
  { left, right }: ts.BinaryExpression,
  wanted: boolean,
  site: ClauseSite,
): Clause {
  const key = site.constantOf(left);
  if (typeof key === "string") return sayProperty(right, key, { wanted, site });
  const keys = listValues(right, "keys", site);
  if (keys) return sayMember(left, keys, { wanted, site });
  const [leftCode, rightCode] = [left, right].map((side) => sayCode(side.getText(site.source)));
  return { text: `${rightCode} has ${wanted ? "a" : "no"} ${leftCode}`, wishes: [] };
}
