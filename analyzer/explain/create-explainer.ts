import { constantOf } from "../actors/constants.ts";
import type { ModuleTable } from "../actors/module-table.ts";
import type { Actor, Explanation, Finding, JoinedFile, Route } from "../model.ts";
import type { Gap, Place } from "./gap.ts";
import { locate } from "./locate.ts";
import { sayBlocked, sayTaken, sayUncalled } from "./say-gap.ts";
import { findBlocker, outermostUncalled } from "./unreached.ts";

/** What explanations are made from. Sources are parsed again, and only those that have gaps. */
export interface ExplainerParts {
  readonly joined: readonly JoinedFile[];
  readonly actors: readonly Actor[];
  readonly routesOf: (path: string, outcomeId: string) => readonly Route[];
  readonly modules: ModuleTable;
}

/** Says why an outcome was missed and what to do so that it is taken. */
export type Explainer = (finding: Finding) => Explanation;

/** Prepares to explain the missed outcomes of a join. */
export function createExplainer(parts: ExplainerParts): Explainer {
  const byFile = new Map(
    parts.joined.map((file) => [file.inventory, indexFindings(file.findings)]),
  );
  const entries = new Set(
    parts.actors.flatMap((actor) => actor.entries.map(({ path, unit }) => `${path}:${unit}`)),
  );
  return (finding) => {
    const known = byFile.get(finding.file) ?? indexFindings([finding]);
    const gapOf = (other: Finding): Gap => describeGap(other, known.byId, parts);
    const gap = gapOf(finding);
    if (finding.unitHits === 0) {
      const unit = outermostUncalled(finding.decision.unit, known.uncalled);
      return sayUncalled(gap, unit, entries.has(`${finding.file.path}:${unit}`));
    }
    if (finding.evaluated !== 0) return sayTaken(gap);
    const blocker = findBlocker(finding, known.byId);
    return sayBlocked(gap, blocker && gapOf(blocker));
  };
}

interface KnownFindings {
  readonly byId: ReadonlyMap<string, Finding>;
  /** Units that were never entered. */
  readonly uncalled: ReadonlySet<string>;
}

function indexFindings(findings: readonly Finding[]): KnownFindings {
  const uncalled = findings.filter(({ unitHits }) => unitHits === 0);
  return {
    byId: new Map(findings.map((finding) => [finding.outcome.id, finding])),
    uncalled: new Set(uncalled.map(({ decision }) => decision.unit)),
  };
}

function describeGap(
  finding: Finding,
  known: ReadonlyMap<string, Finding>,
  { routesOf, modules }: ExplainerParts,
): Gap {
  return {
    finding,
    siblings: finding.decision.outcomes.flatMap(({ id }) => known.get(id) ?? []),
    routes: routesOf(finding.file.path, finding.outcome.id),
    place: placeOf(finding, modules),
  };
}

function placeOf({ file, decision }: Finding, modules: ModuleTable): Place | undefined {
  const module = modules.get(file.path);
  const located = module && locate(module.source, decision);
  return (
    located && {
      ...located,
      source: module.source,
      constantOf: (expression) => constantOf(modules, module, expression),
    }
  );
}
