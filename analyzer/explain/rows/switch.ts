import { ts } from "ts-morph";
import type { Outcome } from "../../model.ts";
import { clauseOf, type Clause, type ClauseSite } from "../clauses/clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Gap, Row } from "../gap.ts";
import { offsetOf } from "../offset.ts";
import { countLeading } from "../../count-leading.ts";

/** Values seen, or cases there are, named one by one up to here. */
const MOST_NAMED = 8;

/** `switch`: a value never seen, a clause entered only by falling through, a default never needed. */
export const switchRow: Row = {
  kind: "switch",
  say: (gap) => {
    const { finding, place } = gap;
    const { decision, outcome } = finding;
    const node = place?.node;
    if (!place || !node || !ts.isSwitchStatement(node))
      return { cause: `${sayCode(outcome.label)} was never taken${sayNever(gap)}`, clause: null };
    const clause = clauseAt(node, outcome, place);
    const about = node.expression;
    const name =
      clause && ts.isCaseClause(clause) ? `case ${sayValue(clause.expression, place)}` : "default";
    const subject = sayCode(decision.condition);
    if (FALL_THROUGH.test(outcome.label)) {
      const before = clause && valueBefore(node, clause, place);
      return {
        cause: `${sayCode(name)} was never entered by falling through`,
        clause: before ? clauseOf(`${subject} is ${before}`, about, before) : null,
        about,
      };
    }
    const seen = saySeen(gap, node, place) || sayNever(gap);
    if (!clause || !ts.isCaseClause(clause))
      return {
        cause: `every value of ${subject} matched a case${seen}`,
        clause: sayNone(node, place),
        about,
      };
    const value = sayValue(clause.expression, place);
    const fell = hasFallen(gap) ? `: ${sayCode(name)} was entered only by falling through` : "";
    return {
      cause: `${subject} was never ${value}${seen}${fell}`,
      clause: clauseOf(`${subject} is ${value}`, about, value),
      about,
    };
  },
};

const FALL_THROUGH = / fall-through$/;

function hasFallen({ siblings, finding }: Gap): boolean {
  const label = `${finding.outcome.label} fall-through`;
  return siblings.some(({ outcome, status }) => outcome.label === label && status.hits !== 0);
}

/** The value of the clause from which control falls into this one; undefined behind `default`. */
function valueBefore(
  { caseBlock: { clauses } }: ts.SwitchStatement,
  clause: ts.CaseOrDefaultClause,
  site: ClauseSite,
): string | undefined {
  const before = clauses[clauses.indexOf(clause) - 1];
  return before && ts.isCaseClause(before) ? sayValue(before.expression, site) : undefined;
}

/** A constant as JSON has it, whatever its quotes in the source. */
function sayValue(expression: ts.Expression, site: ClauseSite): string {
  const known = site.constantOf(expression);
  return known === undefined ? expression.getText(site.source) : JSON.stringify(known);
}

/** The clause in which an outcome begins; there may be a hundred thousand. */
function clauseAt(
  node: ts.SwitchStatement,
  { start }: Outcome,
  { source }: ClauseSite,
): ts.CaseOrDefaultClause | undefined {
  if (!start) return undefined;
  const offset = offsetOf(source, start);
  const { clauses } = node.caseBlock;
  return clauses[countLeading(clauses, ({ end }) => end <= offset)];
}

/** ` (saw "inc" x3, "dec" x1)`: the clauses that were taken, most often first. */
function saySeen({ siblings }: Gap, node: ts.SwitchStatement, site: ClauseSite): string {
  const seen = siblings.flatMap(({ outcome, status }) => {
    const clause = clauseAt(node, outcome, site);
    if (!status.hits || !clause || !ts.isCaseClause(clause)) return [];
    if (FALL_THROUGH.test(outcome.label)) return [];
    return [{ value: sayValue(clause.expression, site), hits: status.hits }];
  });
  const sorted = seen.toSorted((left, right) => right.hits - left.hits);
  return seen.length === 0
    ? ""
    : ` (saw ${sayList(sorted.map(({ value, hits }) => `${value} x${hits}`))})`;
}

/** What a value must be to match no case, with one that the declared type still allows. */
function sayNone(node: ts.SwitchStatement, site: ClauseSite): Clause | null {
  const cases = node.caseBlock.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
  if (cases.length === 0) return null;
  const values = cases.map((expression) => sayValue(expression, site));
  const subject = sayCode(node.expression.getText(site.source));
  const text = `${subject} is ${values.length === 1 ? "not" : "none of"} ${sayList(values)}`;
  const known = new Set(cases.map(site.constantOf));
  const declared = site.valuesOf(node.expression);
  const allowed = declared.find((value) => !known.has(value));
  const isRuledOut = declared.length > 0 && allowed === undefined;
  const other = allowed ?? strangerTo(known);
  if (other === undefined) return clauseOf(text);
  const value = JSON.stringify(other);
  // What comes in from outside need not be of its declared type.
  const note = isRuledOut ? ", which its declared type rules out" : `, e.g. ${value}`;
  return clauseOf(`${text}${note}`, node.expression, value);
}

/** A text that is none of the cases, where they are texts. */
function strangerTo(known: ReadonlySet<string | number | undefined>): string | undefined {
  if (![...known].every((value) => typeof value === "string")) return undefined;
  if ([...known].every((value) => `${value}`.startsWith("/"))) return "/other";
  return known.has("GET") || known.has("POST") ? "PATCH" : "other";
}

function sayList(values: readonly string[]): string {
  const more = values.length - MOST_NAMED;
  const shown = values.slice(0, MOST_NAMED).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
