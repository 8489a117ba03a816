import type { Route } from "../../../analyzer/model.ts";
import type {
  Report,
  ReportActor,
  ReportDecision,
  ReportFile,
  ReportOutcome,
  Totals,
} from "../../../analyzer/report/document.ts";
import { countStatuses } from "../../../analyzer/report/totals.ts";

/** An outcome with what a case is about; covered once where nothing else is said. */
export function outcomeOf(id: string, more: Partial<ReportOutcome> = {}): ReportOutcome {
  const label = id.slice(id.indexOf(":") + 1);
  return { id, label, status: "covered", hits: 1, routes: [], ...more };
}

/** A missed outcome and its words. */
export function missedOf(
  id: string,
  [cause, action, behind]: readonly [cause: string, action: string, behind?: string],
  routes: readonly Route[] = [],
): ReportOutcome {
  const explanation = { cause, action, ...(behind !== undefined && { behind }) };
  return outcomeOf(id, { status: "missed", hits: 0, explanation, routes });
}

export function decisionOf(
  [unit, line, condition]: readonly [unit: string, line: number, condition: string],
  outcomes: readonly ReportOutcome[],
): ReportDecision {
  const id = outcomes[0]?.id.replace(/:.*/, "") ?? "";
  const start = { line, column: 2 };
  return {
    id,
    alias: `${unit}/if(${condition})`,
    kind: "if",
    unit,
    condition,
    start,
    end: start,
    outcomes,
  };
}

export function fileOf(
  path: string,
  decisions: readonly ReportDecision[],
  measured: boolean = true,
): ReportFile {
  const statuses = decisions.flatMap(({ outcomes }) => outcomes.map(({ status }) => status));
  return { path, sha256: "", measured, totals: countStatuses(statuses), decisions };
}

export function actorOf(
  name: string,
  totals: Partial<Totals>,
  entries: readonly string[],
): ReportActor {
  return {
    name,
    path: "src/room.ts",
    binding: null,
    entries,
    totals: { ...countStatuses([]), ...totals },
  };
}

export function routeTo(entry: string, type?: string): Route {
  const fields = type === undefined ? [] : [{ parameter: null, name: "type", value: type }];
  return { actor: "Room", path: "src/room.ts", entry, message: type ?? null, fields };
}

export function reportOf(files: readonly ReportFile[], more: Partial<Report> = {}): Report {
  const decisions = files.flatMap((file) => file.decisions);
  const statuses = decisions.flatMap(({ outcomes }) => outcomes.map(({ status }) => status));
  return {
    schemaVersion: 1,
    profile: "full",
    provider: "istanbul",
    totals: {
      files: files.length,
      units: 1,
      decisions: decisions.length,
      ...countStatuses(statuses),
    },
    actors: [],
    files,
    unmatched: [],
    skipped: [],
    ...more,
  };
}
