import { ts } from "ts-morph";
import { clauseOf, type Clause, type ClauseSite } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";
import { listCalls, sayAny, sayThrowing } from "./throwers.ts";

/** Whether what was caught is of a class. */
export interface CaughtQuestion {
  readonly className: string;
  readonly wanted: boolean;
  readonly site: ClauseSite;
}

/** Built-in functions that throw an error of a class of their own. */
const THROWN_BY: Readonly<Record<string, string>> = { "JSON.parse": "SyntaxError" };
/** What every error is. */
const ANY_ERROR = "Error";

/** Which call has to throw something of a class, or of another; undefined where the value is not what was caught. */
export function sayThrown(
  subject: ts.Expression,
  { className, wanted, site }: CaughtQuestion,
): Clause | undefined {
  const block = ts.isIdentifier(subject) ? findTried(subject, site.source) : undefined;
  if (!block) return undefined;
  const calls = listCalls(block);
  const parser = calls.find(
    (call) => THROWN_BY[call.expression.getText(site.source)] === className && wanted,
  );
  const [json] = parser?.arguments ?? [];
  if (json)
    return clauseOf(`${sayCode(json.getText(site.source))} is no JSON, e.g. "{"`, json, '"{"');
  for (const call of calls) {
    const when = site.whenOf(call, { throws: (name) => isMeant(name, className, wanted) });
    if (when) return sayThrowing(call, sayThrows(className, wanted), { when, site });
  }
  const able = wanted ? calls.filter((call) => site.throwsOf(call, className)) : [];
  const named = able.length > 0 ? able : calls;
  const names = [
    ...new Set(named.map((call) => sayCode(`${call.expression.getText(site.source)}(…)`))),
  ];
  const who = names.length === 0 ? "the code of the try" : sayAny(names, "or");
  const other = className === ANY_ERROR ? 'a text, "x"' : 'new Error("x")';
  const example = wanted ? "" : `, e.g. ${other}`;
  return {
    ...clauseOf(`${who} ${sayThrows(className, wanted)}${example}`),
    about: "what is thrown",
  };
}

function sayThrows(className: string, wanted: boolean): string {
  const what = sayCode(className);
  if (!wanted) return `throws something that is no ${what}`;
  return `throws ${isVowel(className) ? "an" : "a"} ${what}`;
}

/** Whether a class that is thrown answers the question; of an unknown one nobody can tell. */
function isMeant(thrown: string | undefined, className: string, wanted: boolean): boolean {
  if (thrown === undefined) return false;
  if (wanted) return thrown === className || (className === ANY_ERROR && thrown.endsWith("Error"));
  return className !== ANY_ERROR && thrown !== className;
}

function isVowel(name: string): boolean {
  return /^[AEIOU]/.test(name);
}

/** The block whose error a name stands for: that of the innermost `catch` around the name. */
function findTried(name: ts.Identifier, source: ts.SourceFile): ts.Block | undefined {
  let found: ts.Block | undefined;
  const search = (node: ts.Node): void => {
    if (node.pos > name.pos || node.end < name.end) return;
    if (ts.isTryStatement(node) && isCaughtAs(node, name)) found = node.tryBlock;
    ts.forEachChild(node, search);
  };
  search(source);
  return found;
}

function isCaughtAs({ catchClause }: ts.TryStatement, name: ts.Identifier): boolean {
  const variable = catchClause?.variableDeclaration?.name;
  return (
    catchClause !== undefined &&
    catchClause.pos <= name.pos &&
    name.end <= catchClause.end &&
    variable !== undefined &&
    ts.isIdentifier(variable) &&
    variable.text === name.text
  );
}
