import type {
  BranchHits,
  Decision,
  FileHits,
  FileInventory,
  Finding,
  JoinedFile,
  Status,
} from "../model.ts";
import { alignSites } from "./align-sites.ts";
import { classifyBranch } from "./classify-branch.ts";
import { createCounters, type Counters } from "./counters.ts";
import { evaluateOutcome } from "./evaluate.ts";
import { createLostStartTest } from "./lost-start.ts";
import { lowerCounts } from "./v8/lower-counts.ts";
import { readStretches } from "./read-stretches.ts";

/**
 * Joins one file with its report: every outcome gets a status, every branch of the report that no site
 * explains is classified. Without `hits` the report does not name the file: every outcome is unknown.
 *
 * @param text - the file's source; without it a branch whose start got lost in the source map stays unpaired.
 */
export function joinFile(
  inventory: FileInventory,
  hits: FileHits | undefined,
  text: string = "",
): JoinedFile {
  if (hits === undefined) return createUnmeasured(inventory);
  if (hits.stretches.length > 0) return join(inventory, readStretches(inventory, hits, text), text);
  return join(inventory, hits, text);
}

function join(inventory: FileInventory, hits: FileHits, text: string): JoinedFile {
  const isBefore = createLostStartTest(text, hits.statements);
  const aligned = alignSites(inventory.sites, hits.branches, isBefore);
  const { pairs, statements } =
    hits.provider === "v8"
      ? lowerCounts({ path: inventory.path, text }, aligned, hits)
      : { pairs: aligned, statements: hits.statements };
  const pairedSites = new Set(pairs.map(({ site }) => site));
  const pairedBranches = new Set<BranchHits>(aligned.map(({ branch }) => branch));
  const counters = createCounters(inventory, pairs, { ...hits, statements });
  return {
    inventory,
    findings: listFindings(
      inventory,
      (decision) => decision.outcomes.map((outcome) => evaluateOutcome(outcome, counters)),
      counters,
    ),
    unmatched: hits.branches
      .filter((branch) => !pairedBranches.has(branch))
      .map((branch) => classifyBranch(branch, inventory, text)),
    unjoined: inventory.sites.filter((site) => !pairedSites.has(site)),
    measured: true,
  };
}

function createUnmeasured(inventory: FileInventory): JoinedFile {
  const status: Status = { status: "unknown", hits: null, reason: "no-coverage" };
  return {
    inventory,
    findings: listFindings(inventory, (decision) => decision.outcomes.map(() => status)),
    unmatched: [],
    unjoined: [],
    measured: false,
  };
}

function listFindings(
  file: FileInventory,
  evaluate: (decision: Decision) => readonly Status[],
  counters?: Counters,
): readonly Finding[] {
  const unitHits =
    counters === undefined ? new Map<string, number>() : countEntries(file, counters);
  return file.decisions.flatMap((decision) => {
    const statuses = evaluate(decision);
    const evaluated = countEvaluations(statuses);
    return decision.outcomes.flatMap((outcome, index) => {
      const status = statuses[index];
      if (status === undefined) return [];
      const entries = unitHits.get(decision.unit) ?? null;
      return [{ file, decision, outcome, status, evaluated, unitHits: entries }];
    });
  });
}

/** How often each unit was entered, where a counter tells. */
function countEntries({ units }: FileInventory, counters: Counters): ReadonlyMap<string, number> {
  const entries = new Map<string, number>();
  for (const { path, entered } of units) {
    const hits = entered && counters.read(entered);
    if (typeof hits === "number") entries.set(path, hits);
  }
  return entries;
}

/** A decision was evaluated as often as it was left, where every way out is counted. */
function countEvaluations(statuses: readonly Status[]): number | null {
  return statuses.reduce<number | null>(
    (sum, { hits }) => (sum === null || hits === null ? null : sum + hits),
    0,
  );
}
