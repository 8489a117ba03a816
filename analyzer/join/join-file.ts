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
import { createCounters } from "./counters.ts";
import { evaluateOutcome } from "./evaluate.ts";
import { createLostStartTest } from "./lost-start.ts";
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
  const pairs = alignSites(inventory.sites, hits.branches, isBefore);
  const pairedSites = new Set(pairs.map(({ site }) => site));
  const pairedBranches = new Set<BranchHits>(pairs.map(({ branch }) => branch));
  const counters = createCounters(inventory, pairs, hits);
  return {
    inventory,
    findings: listFindings(inventory, (decision) =>
      decision.outcomes.map((outcome) => evaluateOutcome(outcome, counters)),
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
): readonly Finding[] {
  return file.decisions.flatMap((decision) => {
    const statuses = evaluate(decision);
    const evaluated = countEvaluations(statuses);
    return decision.outcomes.flatMap((outcome, index) => {
      const status = statuses[index];
      if (status === undefined) return [];
      return [{ file, decision, outcome, status, evaluated, unitHits: null }];
    });
  });
}

/** A decision was evaluated as often as it was left, where every way out is counted. */
function countEvaluations(statuses: readonly Status[]): number | null {
  return statuses.reduce<number | null>(
    (sum, { hits }) => (sum === null || hits === null ? null : sum + hits),
    0,
  );
}
