import type { Explanation, Finding, JoinedFile } from "../model.ts";
import { describeGap, type GapSources } from "./describe-gap.ts";
import type { Gap } from "./gap.ts";
import { sayBlocked, sayTaken, sayUncalled } from "./say-gap.ts";
import { listBlockers, outermostUncalled } from "./unreached.ts";

/** What explanations are made from. Sources are parsed again, and only those that have gaps. */
export interface ExplainerParts extends GapSources {
  readonly joined: readonly JoinedFile[];
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
    if (finding.unitHits !== 0 && finding.evaluated !== 0) return sayTaken(gap);
    const guards = listBlockers(finding, known.byId).map(gapOf);
    if (finding.unitHits !== 0) return sayBlocked(gap, guards);
    const path = outermostUncalled(finding.decision.unit, known.uncalled);
    return sayUncalled(gap, guards, {
      path,
      isEntry: entries.has(`${finding.file.path}:${path}`),
    });
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
