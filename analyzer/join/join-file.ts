import type { BranchHits, FileHits, Finding, JoinedFile, Status } from "../findings.ts";
import type { FileInventory, Site } from "../model.ts";
import { alignSites, type Pair } from "./align-sites.ts";
import { readBlocks } from "./blocks/read-blocks.ts";
import { createClassifier } from "./classify-branch.ts";
import { createCounters, findCountedByV8, isAlwaysCounted } from "./counters.ts";
import { dropLowered } from "./drop-lowered.ts";
import { evaluateOutcome } from "./evaluate.ts";
import { countEntries, listFindings } from "./list-findings.ts";
import { readLines, sayLinesOnly } from "./lines/read-lines.ts";
import { createLostStartTest } from "./lost-start.ts";
import { missUnreached } from "./miss-unreached.ts";
import { findHint, listHintedCode } from "./v8/hints.ts";
import { lowerCounts } from "./v8/lower-counts.ts";

/**
 * Joins one file with its report: every outcome gets a status, every branch of the report that no site
 * explains is classified. Without `hits` the report does not name the file: every outcome is unknown.
 *
 * @param text - the file's source, for starts that got lost in a source map and for what V8 counts too high.
 */
export function joinFile(
  inventory: FileInventory,
  hits: FileHits | undefined,
  text: string = "",
): JoinedFile {
  if (hits === undefined) return createUnmeasured(inventory);
  const [run] = hits.runs;
  if (run === undefined) return join(inventory, hits, text);
  if (run.by !== "lines") return join(inventory, readBlocks(inventory, hits, text), text);
  return sayLinesOnly(join(inventory, readLines(inventory, hits, text), text));
}

/** The same, without the counters that the findings were read from: they take as much memory as the rest. */
export function withoutCounters({ read: _read, ...joined }: JoinedFile): JoinedFile {
  return joined;
}

function join(inventory: FileInventory, hits: FileHits, text: string): JoinedFile {
  const isBefore = createLostStartTest(text, hits.statements);
  const aligned = dropLowered(
    alignSites(inventory.sites, hits.branches, isBefore),
    hits.branches,
    text,
  );
  // Where reports of two providers were added up, the weaker one sets what can be believed.
  const isV8 = hits.provider !== "istanbul";
  const source = { path: inventory.path, text };
  const lowered = isV8 ? lowerCounts(source, aligned, hits) : undefined;
  const pairs = lowered?.pairs ?? aligned;
  const statements = lowered?.statements ?? hits.statements;
  const isCountedAtEnd = lowered && findCountedByV8(inventory, lowered.isProven);
  const counters = createCounters(inventory, pairs, {
    hits: { ...hits, statements },
    isCountedAtEnd: isCountedAtEnd ?? isAlwaysCounted,
  });
  const hinted = isV8 ? listHintedCode(inventory.path, text) : [];
  const unitHits = countEntries(inventory, counters);
  const counted = listFindings(
    inventory,
    (decision) =>
      decision.outcomes.map((outcome, index) => {
        const status = evaluateOutcome(outcome, counters);
        const hint = findHint(hinted, decision, index);
        return hint === undefined
          ? status
          : { status: "ignored", hits: status.hits, reason: hint.reason };
      }),
    counters,
    unitHits,
  );
  const findings = missUnreached(counted, { units: inventory.units, unitHits });
  const paired = new Set<BranchHits>(aligned.map(({ branch }) => branch));
  return {
    inventory,
    findings,
    unmatched: hits.branches
      .filter((branch) => !paired.has(branch))
      .map(createClassifier(inventory, text)),
    unjoined: listUnjoined(inventory, aligned, findings),
    measured: true,
    unitHits,
    read: counters.read,
  };
}

/** Sites without a branch, but for those that a hint explains: remapping drops what is left of them. */
function listUnjoined(
  { sites }: FileInventory,
  pairs: readonly Pair[],
  findings: readonly Finding[],
): readonly Site[] {
  const paired = new Set(pairs.map(({ site }) => site));
  const unpaired = sites.filter((site) => !paired.has(site));
  if (unpaired.length === 0) return [];
  const explained = new Set(
    findings
      .filter(({ status }) => status.status === "ignored")
      .map(({ decision: { start } }) => `${start.line}:${start.column}`),
  );
  return unpaired.filter(({ start }) => !explained.has(`${start.line}:${start.column}`));
}

function createUnmeasured(inventory: FileInventory): JoinedFile {
  const status: Status = { status: "unknown", hits: null, reason: "no-coverage" };
  return {
    inventory,
    findings: listFindings(inventory, (decision) => decision.outcomes.map(() => status)),
    unmatched: [],
    unjoined: [],
    measured: false,
    unitHits: new Map(),
  };
}
