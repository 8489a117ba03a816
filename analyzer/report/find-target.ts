import { AnalyzerError } from "../errors.ts";
import { findNearest } from "../nearest.ts";
import type { Report, ReportDecision, ReportFile, ReportOutcome } from "./document.ts";
import { toPosixPath } from "./order.ts";

/** What a user points at: outcomes by id or alias, or a line of a file. */
export type Target =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "line"; readonly path: string; readonly line: number };

/** A decision that a target means, and those of its outcomes that it means. */
export interface FoundDecision {
  readonly file: ReportFile;
  readonly decision: ReportDecision;
  readonly outcomes: readonly ReportOutcome[];
}

/** Reads `src/room.ts:42`, `src/room.ts:42:7`, `k3q0v7f2ab`, `k3q0v7f2ab:else`, `Room.handle/if(n > 0)`. */
export function readTarget(text: string): Target {
  const [, path, line] = /^(.*\.[cm]?[jt]sx?):(\d+)(?::\d+)?$/i.exec(text) ?? [];
  return path === undefined || line === undefined
    ? { kind: "name", name: text }
    : { kind: "line", path: toPosixPath(path), line: Number(line) };
}

/**
 * The decisions that a target means: equal code in two files has equal ids. Of a line, those that start there or have
 * an outcome there, else the innermost one around it.
 *
 * @throws AnalyzerError "usage" where nothing fits, with the nearest that would
 */
export function findTarget(report: Report, target: Target): readonly FoundDecision[] {
  const found = target.kind === "line" ? findLine(report, target) : findName(report, target.name);
  if (found.length > 0) return found;
  throw target.kind === "line" ? noLine(report, target) : noName(report, target.name);
}

function findName({ files }: Report, name: string): readonly FoundDecision[] {
  return files.flatMap((file) =>
    file.decisions.flatMap((decision) => {
      if (name === decision.id || name === decision.alias)
        return [{ file, decision, outcomes: decision.outcomes }];
      const outcomes = decision.outcomes.filter(
        ({ id, label }) => name === id || name === `${decision.alias}:${label}`,
      );
      return outcomes.length > 0 ? [{ file, decision, outcomes }] : [];
    }),
  );
}

type LineTarget = Extract<Target, { kind: "line" }>;

function findLine({ files }: Report, { path, line }: LineTarget): readonly FoundDecision[] {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) return [];
  const whole = (decision: ReportDecision): FoundDecision => ({
    file,
    decision,
    outcomes: decision.outcomes,
  });
  const starting = file.decisions.filter(({ start }) => start.line === line);
  if (starting.length > 0) return starting.map(whole);
  const having = file.decisions.flatMap((decision) => {
    const outcomes = decision.outcomes.filter(({ start }) => start?.line === line);
    return outcomes.length > 0 ? [{ file, decision, outcomes }] : [];
  });
  if (having.length > 0) return having;
  const around = file.decisions
    .filter(({ start, end }) => start.line <= line && line <= end.line)
    .toSorted((left, right) => lengthOf(left) - lengthOf(right));
  return around.slice(0, 1).map(whole);
}

function lengthOf({ start, end }: ReportDecision): number {
  return end.line - start.line;
}

function noLine({ files }: Report, { path, line }: LineTarget): AnalyzerError {
  const file = files.find((candidate) => candidate.path === path);
  const place = JSON.stringify(`${path}:${line}`);
  if (file === undefined) {
    const nearest = findNearest(
      path,
      files.map((candidate) => candidate.path),
    );
    const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
    return new AnalyzerError(
      "usage",
      `Could not find ${place}: found no such file in the report, expected one of ${files.length}.${hint}`,
    );
  }
  const lines = file.decisions.map(({ start }) => start.line);
  const nearest = lines.toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line))[0];
  const hint = nearest === undefined ? "The file has none." : `The nearest is on line ${nearest}.`;
  return new AnalyzerError(
    "usage",
    `Could not find ${place}: found no decision there, expected a line with one. ${hint}`,
  );
}

function noName({ files }: Report, name: string): AnalyzerError {
  const names = files.flatMap(({ decisions }) => decisions.flatMap(({ id, alias }) => [id, alias]));
  const near = names.length > 5000 ? undefined : findNearest(name.replace(/:[^:]*$/, ""), names);
  const file = files.find(({ path }) => path === toPosixPath(name));
  const line = file?.decisions[0]?.start.line;
  const other =
    near === undefined ? 'Run "footlights list" for all of them.' : `Did you mean "${near}"?`;
  const hint = line === undefined ? other : `Name a line of it: "${name}:${line}".`;
  return new AnalyzerError(
    "usage",
    `Could not find "${name}": found no outcome of that name, expected an id, an alias or file:line. ${hint}`,
  );
}
