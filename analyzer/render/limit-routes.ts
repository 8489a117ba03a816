import type { Route } from "../model.ts";
import type { Report, ReportDecision, ReportFile } from "../report/document.ts";

/** Routes that are told of an outcome, beside one of each actor. */
const MOST_ROUTES = 64;

/**
 * The report without the many routes to code that hundreds of entries share: with them the report on a repository of a
 * hundred actors has more text than a string can hold. The most specific ones stay, and one of each actor.
 */
export function limitRoutes(report: Report): Report {
  const shortened = new Map<readonly Route[], readonly Route[]>();
  const shortenOnce = (routes: readonly Route[]): readonly Route[] => {
    const known = shortened.get(routes) ?? shorten(routes);
    shortened.set(routes, known);
    return known;
  };
  const limitFile = (file: ReportFile): ReportFile => {
    const { path, sha256, measured, totals } = file;
    return {
      path,
      sha256,
      measured,
      totals,
      // They may have to be read from a disk: one file is in memory at a time.
      get decisions() {
        return file.decisions.map((decision) => limitDecision(decision, shortenOnce));
      },
    };
  };
  return { ...report, files: report.files.map(limitFile) };
}

function limitDecision(
  decision: ReportDecision,
  shortenOnce: (routes: readonly Route[]) => readonly Route[],
): ReportDecision {
  if (decision.outcomes.every(({ routes }) => routes.length <= MOST_ROUTES)) return decision;
  const outcomes = decision.outcomes.map((outcome) =>
    outcome.routes.length <= MOST_ROUTES
      ? outcome
      : { ...outcome, routes: shortenOnce(outcome.routes) },
  );
  return { ...decision, outcomes };
}

function shorten(routes: readonly Route[]): readonly Route[] {
  const told = new Set<string>();
  return routes.filter(({ path, actor }, index) => {
    const key = `${path}\n${actor}`;
    const isTold = index < MOST_ROUTES || !told.has(key);
    told.add(key);
    return isTold;
  });
}
