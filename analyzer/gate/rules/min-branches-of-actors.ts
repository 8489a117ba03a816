import { findNearest } from "../../nearest.ts";
import type { Report, ReportActor, ReportOutcome, RuleResult } from "../../report/document.ts";
import { keyOfOwner, listOwners } from "../../report/owners.ts";
import { judgeShare, sayLimit, shareOf } from "../judge-share.ts";
import { outcomesOf } from "../outcomes.ts";
import type { Rule } from "../rule.ts";

/** Stands for each actor that is not named. */
const ANY = "*";

/** A limit for the outcomes of an actor, in whatever files: those of its class, and those that its entries reach. */
export const minBranchesOfActors: Rule = {
  check: ({ report, limits: { actors = {} } }) => {
    const names = Object.keys(actors);
    if (names.length === 0) return [];
    const outcomes = groupByOwner(report);
    return Object.entries(actors).flatMap(([name, limit]) => {
      const meant = report.actors.filter((actor) =>
        name === ANY ? !names.includes(actor.name) : actor.name === name,
      );
      if (meant.length === 0 && name !== ANY) return [judgeNobody(name, limit, report)];
      return meant.map((actor) => judge(actor, outcomes, limit));
    });
  },
};

function judge(
  actor: ReportActor,
  outcomes: ReadonlyMap<string, readonly ReportOutcome[]>,
  limit: number,
): RuleResult {
  const own = outcomes.get(keyOfOwner(actor.path, actor.name)) ?? [];
  return judgeShare(`min-branches of ${actor.name}`, shareOf(own), limit);
}

function judgeNobody(name: string, limit: number, { actors }: Report): RuleResult {
  const nearest = findNearest(
    name,
    actors.map((actor) => actor.name),
  );
  const hint = nearest === undefined ? "" : ` (did you mean "${nearest}"?)`;
  return {
    name: `min-branches of ${name}`,
    passed: false,
    actual: `no actor of that name${hint}`,
    expected: sayLimit(limit),
    outcomes: [],
  };
}

function groupByOwner(report: Report): ReadonlyMap<string, readonly ReportOutcome[]> {
  const groups = new Map<string, ReportOutcome[]>();
  for (const { file, decision, outcome } of outcomesOf(report)) {
    for (const owner of listOwners(file.path, decision.unit, outcome)) {
      const group = groups.get(owner);
      if (group) group.push(outcome);
      else groups.set(owner, [outcome]);
    }
  }
  return groups;
}
