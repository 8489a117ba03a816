import { ts } from "ts-morph";
import { clauseOf, type Clause, type ClauseSite } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";
import { listCalls, sayAny } from "./throwers.ts";

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
  const able = wanted ? calls.filter((call) => site.throwsOf(call, className)) : [];
  const named = able.length > 0 ? able : calls;
  const names = [
    ...new Set(named.map((call) => sayCode(`${call.expression.getText(site.source)}(…)`))),
  ];
  const who = names.length === 0 ? "the code of the try" : sayAny(names, "or");
  const what = sayCode(className);
  if (wanted) return clauseOf(`${who} throws ${isVowel(className) ? "an" : "a"} ${what}`);
  const other = className === ANY_ERROR ? 'a text, "x"' : 'new Error("x")';
  return clauseOf(`${who} throws something that is no ${what}, e.g. ${other}`);
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
