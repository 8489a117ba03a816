import { ts } from "ts-morph";
import { clauseOf, type Clause, type ClauseSite } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";

/** Named one by one up to here. */
const MOST_NAMED = 3;

/** What has to hold for a block to throw, or to complete; null where it calls nothing that could fail. */
export function sayThrow(block: ts.Block, throws: boolean, site: ClauseSite): Clause | null {
  const calls = listCalls(block);
  const text = listAllCalls(block).find(
    (call) => call.expression.getText(site.source) === "JSON.parse",
  );
  const [json] = text?.arguments ?? [];
  if (json) {
    const name = sayCode(json.getText(site.source));
    return throws
      ? clauseOf(`${name} is no JSON, e.g. "{"`, json, '"{"')
      : clauseOf(`${name} is JSON, e.g. "{}"`, json, '"{}"');
  }
  const when = throws ? sayFirstThrow(calls, site) : undefined;
  if (when) return when;
  const names = [
    ...new Set(calls.map((call) => sayCode(`${call.expression.getText(site.source)}(…)`))),
  ];
  if (names.length === 0) return null;
  return clauseOf(
    throws
      ? `${sayAny(names, "or")} throws`
      : `${sayAny(names, "and")} ${names.length > 1 ? "do" : "does"} not throw`,
  );
}

/** The first call of the project of which its code tells when it throws. */
function sayFirstThrow(calls: readonly ts.CallExpression[], site: ClauseSite): Clause | undefined {
  for (const call of calls) {
    const when = site.whenOf(call, { throws: () => true });
    if (when) return sayThrowing(call, "throws", { when, site });
  }
  return undefined;
}

/** "`parse(…)` throws, as it does where `raw` is no JSON". */
export function sayThrowing(
  call: ts.CallExpression,
  what: string,
  { when, site }: { readonly when: Clause; readonly site: ClauseSite },
): Clause {
  const name = sayCode(`${call.expression.getText(site.source)}(…)`);
  return {
    text: `${name} ${what}, as it does where ${when.text}`,
    about: "what is thrown",
    wishes: when.wishes,
  };
}

/** The calls of a block, inner functions left out; only the awaited ones where there are some. */
export function listCalls(block: ts.Block): readonly ts.CallExpression[] {
  const awaited: ts.CallExpression[] = [];
  const search = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isAwaitExpression(node) && ts.isCallExpression(node.expression))
      awaited.push(node.expression);
    ts.forEachChild(node, search);
  };
  search(block);
  return awaited.length > 0 ? awaited : listAllCalls(block);
}

function listAllCalls(block: ts.Block): readonly ts.CallExpression[] {
  const called: ts.CallExpression[] = [];
  const search = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isCallExpression(node)) called.push(node);
    ts.forEachChild(node, search);
  };
  search(block);
  return called;
}

/** `a(…)`, `b(…)` or `c(…)`; of many the first ones. */
export function sayAny(names: readonly string[], last: "and" | "or"): string {
  const shown = names.slice(0, MOST_NAMED);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(", ")} ${last} ${more} more`;
  return shown.length === 1
    ? `${shown[0]}`
    : `${shown.slice(0, -1).join(", ")} ${last} ${shown.at(-1)}`;
}
