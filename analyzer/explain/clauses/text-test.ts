import { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { sayCode } from "../code.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clause.ts";
import { writtenOf } from "./listed.ts";
import { exampleOf } from "./regex-example.ts";

/** What is asked, and which answer is wanted. */
export interface Question {
  readonly callee: ts.PropertyAccessExpression;
  readonly argument: ts.Expression;
  readonly wanted: boolean;
  readonly site: ClauseSite;
}

const WORDS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  startsWith: ["starts with", "does not start with"],
  endsWith: ["ends with", "does not end with"],
};

/** `startsWith` and `endsWith`, with a text that does, and one that does not. */
export function sayEdge({ callee, argument, wanted, site }: Question): Clause | undefined {
  const method = callee.name.text;
  const words = Object.hasOwn(WORDS, method) ? WORDS[method]?.[wanted ? 0 : 1] : undefined;
  if (words === undefined) return undefined;
  const receiver = bare(callee.expression);
  const known = site.constantOf(argument);
  const value =
    known === undefined ? sayCode(argument.getText(site.source)) : JSON.stringify(known);
  const text = `${sayCode(receiver.getText(site.source))} ${words} ${value}`;
  // Every text starts and ends with an empty one.
  if (typeof known !== "string" || known === "") return clauseOf(text);
  const fitting = method === "startsWith" ? `${known}x` : `x${known}`;
  const other = known.includes("x") ? "-" : "x";
  // Every path begins with a slash.
  const isPath = /\bpathname$/.test(receiver.getText(site.source));
  const example = wanted
    ? fitting
    : isPath && method === "startsWith" && known !== "/"
      ? `/${other}`
      : other;
  return clauseOf(`${text}, e.g. ${JSON.stringify(example)}`, receiver, JSON.stringify(example));
}

/** `/x/.test(text)`, `/x/.exec(text)` and `text.match(/x/)`, the pattern written there or under a name. */
export function sayMatch({ callee, argument, wanted, site }: Question): Clause | undefined {
  const method = callee.name.text;
  const isAskedOf = method === "match";
  if (!isAskedOf && method !== "test" && method !== "exec") return undefined;
  const [pattern, subject] = isAskedOf
    ? [argument, bare(callee.expression)]
    : [bare(callee.expression), argument];
  const written = writtenOf(pattern, site);
  if (!written || !ts.isRegularExpressionLiteral(written)) return undefined;
  const asked = sayCode(subject.getText(site.source));
  const text = `${asked} ${wanted ? "matches" : "does not match"} ${sayCode(written.text)}`;
  const example = exampleOf(written.text, wanted);
  if (example === undefined) return clauseOf(text, subject, "…");
  const value = JSON.stringify(example);
  return clauseOf(`${text}, e.g. ${value}`, subject, value);
}
