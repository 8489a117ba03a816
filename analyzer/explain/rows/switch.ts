import { ts } from "../../inventory/syntax.ts";
import type { Outcome } from "../../model.ts";
import { clauseOf, type ClauseSite } from "../clauses/clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Gap, Row } from "../gap.ts";
import { offsetOf } from "../offset.ts";

/** Values seen, or cases there are, named one by one up to here. */
const MOST_NAMED = 8;

/** `switch`: a value never seen, a clause entered only by falling through, a default never needed. */
export const switchRow: Row = {
  kind: "switch",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const subject = sayCode(decision.condition);
    const { place } = gap;
    const node = place?.node;
    const selector = node && ts.isSwitchStatement(node) ? node.expression : undefined;
    const clause = node && ts.isSwitchStatement(node) ? clauseAt(node, outcome, place) : undefined;
    if (/fall/.test(outcome.label))
      return {
        cause: `${sayLabel(clause, outcome, place)} was never entered by falling through`,
        clause: null,
      };
    const seen = saySeen(gap) || sayNever(gap);
    if (clause && ts.isCaseClause(clause)) {
      const value = clause.expression.getText(place?.source);
      return {
        cause: `${subject} was never ${value}${seen}`,
        clause: clauseOf(`${subject} is ${value}`, selector, value),
        about: selector,
      };
    }
    if (clause === undefined && outcome.start)
      return {
        cause: `${sayCode(outcome.label)} of ${subject} was never taken${seen}`,
        clause: null,
      };
    const cases = node && ts.isSwitchStatement(node) ? sayCases(node, place) : null;
    return {
      cause: `every value of ${subject} matched a case${seen}`,
      clause: cases === null ? null : clauseOf(`${subject} is none of ${cases}`),
      about: selector,
    };
  },
};

function clauseAt(
  node: ts.SwitchStatement,
  { start }: Outcome,
  { source }: ClauseSite,
): ts.CaseOrDefaultClause | undefined {
  if (!start) return undefined;
  const offset = offsetOf(source, start);
  return node.caseBlock.clauses.find((clause) => clause.pos <= offset && offset < clause.end);
}

function sayLabel(
  clause: ts.CaseOrDefaultClause | undefined,
  outcome: Outcome,
  site: ClauseSite | undefined,
): string {
  if (!clause) return sayCode(outcome.label);
  return sayCode(
    ts.isCaseClause(clause) ? `case ${clause.expression.getText(site?.source)}` : "default",
  );
}

/** ` (saw "inc" x3, "dec" x1)`: the clauses that were taken, most often first. */
function saySeen({ siblings, place }: Gap): string {
  const node = place?.node;
  if (!node || !ts.isSwitchStatement(node)) return "";
  const seen = siblings.flatMap(({ outcome, status }) => {
    const clause = clauseAt(node, outcome, place);
    if (!status.hits || !clause || !ts.isCaseClause(clause) || /fall/.test(outcome.label))
      return [];
    return [{ value: clause.expression.getText(place.source), hits: status.hits }];
  });
  const sorted = seen.toSorted((left, right) => right.hits - left.hits);
  const shown = sorted.slice(0, MOST_NAMED).map(({ value, hits }) => `${value} x${hits}`);
  const more = sorted.length - shown.length;
  if (shown.length === 0) return "";
  return ` (saw ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
}

function sayCases(node: ts.SwitchStatement, { source }: ClauseSite): string | null {
  const values = node.caseBlock.clauses.flatMap((clause) =>
    ts.isCaseClause(clause) ? [clause.expression.getText(source)] : [],
  );
  if (values.length === 0) return null;
  const more = values.length - MOST_NAMED;
  return `${values.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
