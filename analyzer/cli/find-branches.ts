import type { Analysis } from "../analyze.ts";
import type { Attribution } from "../attribution/attribute.ts";
import type { ReportFile } from "../report/document.ts";
import { type FoundDecision, findTarget } from "../report/find-target.ts";
import { analyzeFor } from "./analyze-for.ts";
import { attributeFor } from "./attribute-for.ts";
import { readPaths } from "./read-paths.ts";
import { pathsOf, readTargets } from "./targets.ts";
import type { Terminal } from "./terminal.ts";
import type { Arguments } from "./verb.ts";

/** The branches that a command names, and which tests took them. */
export interface FoundBranches extends Pick<Analysis, "report"> {
  readonly found: readonly FoundDecision[];
  readonly attributions: ReadonlyMap<ReportFile, Attribution>;
}

/** Looks for what `verb` was asked about; only at the files that are named where each branch is named by its file. */
export async function findBranches(
  args: Arguments,
  terminal: Terminal,
  verb: string,
): Promise<FoundBranches> {
  const { cwd } = terminal;
  const targets = readTargets(args.paths, verb);
  const paths = pathsOf(targets) ?? (await readPaths({ ...args, paths: [] }, cwd));
  const { report, joined } = await analyzeFor(args, terminal, { explain: true, paths });
  const found = targets.flatMap((target) => findTarget(report, target));
  return { report, found, attributions: await attributeFor(found, { joined }, { args, cwd }) };
}
