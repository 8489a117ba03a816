import { unlessTooDeep } from "../modules/unless-too-deep.ts";
import type { Finding, JoinedFile } from "../findings.ts";
import type { Actor, Decision, Explanation } from "../model.ts";
import { describeGap, type GapSources } from "./describe-gap.ts";
import type { Gap, Place } from "./gap.ts";
import { sayBlocked, sayTaken, sayUncalled, sayUnread } from "./say-gap.ts";
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
  const entries = indexEntries(parts.actors);
  const places = new Map<Decision, Place | undefined>();
  const explain = (finding: Finding): Explanation => {
    const known = byFile.get(finding.file) ?? indexFindings([finding]);
    const gapOf = (other: Finding): Gap => describeGap(other, { byId: known.byId, places }, parts);
    const gap = gapOf(finding);
    if (finding.unitHits !== 0 && finding.evaluated !== 0) return sayTaken(gap);
    const guards = listBlockers(finding, known.byId).map(gapOf);
    if (finding.unitHits !== 0) return sayBlocked(gap, guards);
    const path = outermostUncalled(finding.decision.unit, known.uncalled);
    const calls = entries.get(`${finding.file.path}:${path}`) ?? [];
    return sayUncalled(gap, guards, { path, calls });
  };
  return (finding) => {
    const explanation = unlessTooDeep(() => explain(finding)) ?? sayUnread(finding);
    const { doubt } = finding;
    return doubt === undefined
      ? explanation
      : { ...explanation, cause: `${explanation.cause} (${doubt})` };
  };
}

const indices = new WeakMap<readonly Actor[], ReadonlyMap<string, readonly string[]>>();

/** For each unit that the runtime enters, what a test calls to get there: an inherited one has several. */
function indexEntries(actors: readonly Actor[]): ReadonlyMap<string, readonly string[]> {
  const known = indices.get(actors) ?? listCalls(actors);
  indices.set(actors, known);
  return known;
}

function listCalls(actors: readonly Actor[]): ReadonlyMap<string, readonly string[]> {
  const calls = new Map<string, string[]>();
  for (const actor of actors)
    for (const { path, unit, name } of actor.entries) {
      const key = `${path}:${unit}`;
      const call = name === "constructor" ? `new ${actor.name}()` : `${actor.name}.${name}()`;
      const known = calls.get(key);
      if (known) known.push(call);
      else calls.set(key, [call]);
    }
  return calls;
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
