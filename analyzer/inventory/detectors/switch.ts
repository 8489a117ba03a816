import type { Ignored } from "../../model.ts";
import { type Count, toEvidence, toLossyEvidence } from "../counts.ts";
import type { OutcomeDraft } from "../recorder.ts";
import { scopeOfClauses } from "../losses/scope.ts";
import { readText } from "../text/read-text.ts";
import { isCaseClause, isDefaultClause, isSwitchStatement, type ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";
import { countEntries, countLosses, countNoMatch, isMatchedSafely } from "./switch-counts.ts";

/** Longer labels are cut: they are part of ids. */
const labelLimit = 80;

interface Clause {
  readonly node: ts.CaseOrDefaultClause;
  readonly label: string;
  readonly arm: Count;
  readonly hint: Ignored | undefined;
}

/**
 * `switch`: each clause is entered by a match, and perhaps by falling through from the one before;
 * without `default` there is one more way, past all of them. Istanbul counts clauses, however entered.
 */
export function visitSwitch(node: ts.Node, walk: Walk): void {
  if (!isSwitchStatement(node)) return;
  const { sourceFile, profile } = walk;
  const start = node.getStart(sourceFile);
  const clauses = readClauses(node, start, walk);
  const ids = walk.decide({
    kind: "switch",
    start,
    end: node.end,
    text: readText(node.expression, sourceFile),
    outcomes:
      profile === "istanbul"
        ? clauses.map((clause) => draftMatch(clause, clause.arm, walk))
        : draftEntries(node, clauses, walk),
  });
  const byLabel = new Map(ids.map((id) => [id.slice(id.indexOf(":") + 1), id]));
  walk.visit(node.expression);
  const visit = (): void => {
    for (const { node: clause, label, hint } of clauses) {
      walk.ignoring(hint, () => {
        if (isCaseClause(clause)) walk.visit(clause.expression);
        walk.within(byLabel.get(label), () => walk.visitStatements(clause.statements));
      });
    }
  };
  walk.scoping((outer) => scopeOfClauses(node.caseBlock.clauses, outer), visit);
}

function readClauses(node: ts.SwitchStatement, start: number, walk: Walk): readonly Clause[] {
  const { clauses } = node.caseBlock;
  const hints = clauses.map((clause) => walk.hintBefore(clause));
  const arms = walk.addArms("switch", [start, start], hints);
  const seen = new Map<string, number>();
  return clauses.map((clause, index) => ({
    node: clause,
    label: nameClause(clause, seen, walk.sourceFile),
    arm: arms[index],
    hint: hints[index],
  }));
}

/** Two clauses may have the same text. */
function nameClause(
  clause: ts.CaseOrDefaultClause,
  seen: Map<string, number>,
  sourceFile: ts.SourceFile,
): string {
  if (!isCaseClause(clause)) return "default";
  const text = readText(clause.expression, sourceFile).key;
  const label = `case ${text.length > labelLimit ? `${text.slice(0, labelLimit)}…` : text}`;
  const count = (seen.get(label) ?? 0) + 1;
  seen.set(label, count);
  return count === 1 ? label : `${label}~${count}`;
}

function draftEntries(
  node: ts.SwitchStatement,
  clauses: readonly Clause[],
  walk: Walk,
): readonly OutcomeDraft[] {
  const arms = clauses.map(({ arm }) => arm);
  const entries = countEntries(node, arms, walk);
  const lost = countLosses(node, arms, walk);
  const drafts = clauses.flatMap((clause, index) => {
    const match = draftMatch(clause, entries[index]?.byMatch, walk);
    const fallThrough = entries[index]?.byFallThrough;
    if (fallThrough === undefined) return [match];
    // What is thrown in the clause before ends there, and is counted as if it had come here.
    const evidence = toLossyEvidence(fallThrough.count, { ...lost, makes: "more" });
    const byMatch = toLossyEvidence(entries[index]?.byMatch, { ...lost, makes: "less" });
    return [
      { ...match, evidence: byMatch },
      { ...match, label: `${clause.label} fall-through`, evidence },
    ];
  });
  if (clauses.some(({ node: clause }) => isDefaultClause(clause))) return drafts;
  const evidence = toLossyEvidence(
    countNoMatch(node, entries, walk),
    isMatchedSafely(node, entries, walk) ? undefined : { ...lost, makes: "more" },
  );
  return [...drafts, { label: "no match", evidence }];
}

function draftMatch({ node, label, hint }: Clause, count: Count, walk: Walk): OutcomeDraft {
  return {
    label,
    start: node.getStart(walk.sourceFile),
    evidence: toEvidence(count),
    ignored: hint,
  };
}
