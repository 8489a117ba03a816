import { bare } from "../../modules/bare.ts";
import { ts } from "ts-morph";
import { sayCode } from "../code.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clause.ts";
import { sayInstance } from "./instance.ts";
import { listValues } from "./listed.ts";
import { sayIn, sayMember, sayProperty } from "./membership.ts";
import { type Question, sayEdge, sayMatch } from "./text-test.ts";

/** Methods of collections, in words for yes and no. */
const METHODS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  has: ["has", "does not have"],
  includes: ["includes", "does not include"],
};
/** Functions that ask about their argument: words and a value for yes, words and a value for no. */
const FUNCTIONS: Readonly<Record<string, readonly [yes: Answer, no: Answer]>> = {
  "Array.isArray": [
    ["is an array", "[]"],
    ["is not an array", "{}"],
  ],
  "Number.isInteger": [
    ["is a whole number", "1"],
    ["is not a whole number", "1.5"],
  ],
  "Number.isSafeInteger": [
    ["is a whole number", "1"],
    ["is not a whole number", "1.5"],
  ],
  "Number.isFinite": [
    ["is a finite number", "1"],
    ["is not a finite number", '"x"'],
  ],
  "Number.isNaN": [
    ["is NaN", "NaN"],
    ["is not NaN", "1"],
  ],
  isNaN: [
    ["is no number", '"x"'],
    ["is a number", "1"],
  ],
};

type Answer = readonly [words: string, example: string];

/** `in`, `instanceof`, and calls that ask something. */
export function sayPredicate(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): Clause | undefined {
  if (ts.isBinaryExpression(expression)) {
    const operator: ts.SyntaxKind = expression.operatorToken.kind;
    if (operator === ts.SyntaxKind.InKeyword) return sayIn(expression, wanted, site);
    if (operator === ts.SyntaxKind.InstanceOfKeyword) return sayInstance(expression, wanted, site);
    return undefined;
  }
  if (!ts.isCallExpression(expression)) return undefined;
  const callee = bare(expression.expression);
  const [argument, second] = expression.arguments;
  if (!argument) return undefined;
  const name = callee.getText(site.source);
  const asked = sayCode(argument.getText(site.source));
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (known) {
    const [words, example] = known[wanted ? 0 : 1];
    return clauseOf(`${asked} ${words}, e.g. ${example}`, argument, example);
  }
  if (name === "Object.hasOwn" && second) return sayOwn(argument, second, { wanted, site });
  return ts.isPropertyAccessExpression(callee)
    ? sayMethod({ callee, argument, wanted, site })
    : undefined;
}

function sayMethod(question: Question): Clause | undefined {
  const { callee, argument, wanted, site } = question;
  const receiver = bare(callee.expression);
  const method = callee.name.text;
  if (method === "hasOwnProperty") return sayOwn(receiver, argument, question);
  const edge = sayEdge(question) ?? sayMatch(question);
  const words = Object.hasOwn(METHODS, method) ? METHODS[method]?.[wanted ? 0 : 1] : undefined;
  if (edge || !words) return edge;
  const values = listValues(receiver, method === "has" ? "keys" : "elements", site);
  if (values) return sayMember(argument, values, question);
  const known = site.constantOf(argument);
  const value =
    known === undefined ? sayCode(argument.getText(site.source)) : JSON.stringify(known);
  const text = `${sayCode(receiver.getText(site.source))} ${words} ${value}`;
  if (method !== "includes" || known === undefined) return clauseOf(text);
  const example = exampleWith(known, site.kindOf(receiver), wanted);
  return example === undefined
    ? clauseOf(text)
    : clauseOf(`${text}, e.g. ${example}`, receiver, example);
}

/** A text, or a list, with a part in it, or without. */
function exampleWith(
  part: string | number,
  kind: ReturnType<ClauseSite["kindOf"]>,
  wanted: boolean,
): string | undefined {
  if (kind === "array") return wanted ? `[${JSON.stringify(part)}]` : "[]";
  if (kind !== "string" || part === "") return undefined;
  return JSON.stringify(wanted ? `${part}` : `${part}`.includes("x") ? "-" : "x");
}

function sayOwn(
  owner: ts.Expression,
  key: ts.Expression,
  { wanted, site }: { readonly wanted: boolean; readonly site: ClauseSite },
): Clause | undefined {
  const known = site.constantOf(key);
  if (typeof known === "string") return sayProperty(owner, known, { wanted, site });
  const keys = listValues(owner, "keys", site);
  return keys && sayMember(key, keys, { wanted, site });
}
