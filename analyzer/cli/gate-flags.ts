import type { FootlightsConfig, GateConfig } from "../config/config.ts";
import { AnalyzerError } from "../errors.ts";
import { readMaxUnknown, readMinBranches } from "../gate/read-limit.ts";
import type { Arguments, Flag } from "./verb.ts";

/** What a gate may be asked on the command line; each wins over the same key of the configuration. */
export const gateFlags: readonly Flag[] = [
  {
    name: "min-branches",
    value: "N",
    help: "least percentage of covered branches (default 100), never rounded up;\nnegative: the most branches that may be missed",
  },
  { name: "min-branches-per-file", value: "N", help: "the same for each file on its own" },
  {
    name: "min-branches-in",
    value: "GLOB=N",
    multiple: true,
    help: "the same for the files of a glob, may be repeated",
  },
  {
    name: "min-branches-of",
    value: "ACTOR=N",
    multiple: true,
    help: 'the same for what belongs to an actor, may be repeated; "*" for each other one',
  },
  {
    name: "max-unknown",
    value: "N",
    help: "the most branches that coverage may be unable to see (default: any number)",
  },
  { name: "hints-need-reason", help: 'every ignore hint has to say why, behind " -- "' },
  {
    name: "base",
    value: "REF",
    help: "fail by branches that are new since this git ref, and by no older ones\nunless a limit is named too",
  },
  {
    name: "baseline",
    value: "FILE",
    help: "reviewed gaps to leave out (default footlights.baseline.jsonl, where it exists)",
  },
  { name: "no-baseline", help: "leave out none" },
];

/**
 * What the flags and the configuration ask for.
 *
 * @throws AnalyzerError "usage"
 */
export function readGate(args: Arguments, { gate = {} }: FootlightsConfig): GateConfig {
  const files = { ...gate.files, ...readPairs(args, "min-branches-in") };
  const actors = { ...gate.actors, ...readPairs(args, "min-branches-of") };
  const least = args.value("min-branches");
  const perFile = args.value("min-branches-per-file");
  const unknown = args.value("max-unknown");
  const base = args.value("base");
  const baseline = args.has("no-baseline") ? false : args.value("baseline");
  return {
    ...gate,
    ...(least !== undefined && { minBranches: readMinBranches(least, "--min-branches") }),
    ...(perFile !== undefined && {
      minBranchesPerFile: readMinBranches(perFile, "--min-branches-per-file"),
    }),
    ...(Object.keys(files).length > 0 && { files }),
    ...(Object.keys(actors).length > 0 && { actors }),
    ...(unknown !== undefined && { maxUnknown: readMaxUnknown(unknown, "--max-unknown") }),
    ...(args.has("hints-need-reason") && { hintsNeedReason: true }),
    ...(base !== undefined && { base }),
    ...(baseline !== undefined && { baseline }),
  };
}

function readPairs(args: Arguments, flag: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    args.values(flag).map((pair) => {
      const at = pair.lastIndexOf("=");
      if (at < 1) {
        throw new AnalyzerError(
          "usage",
          `Could not read --${flag}: found "${pair}", expected a name and a limit such as "${flag.endsWith("of") ? "Room" : "src/**"}=90". Put "=" between them.`,
        );
      }
      return [pair.slice(0, at), readMinBranches(pair.slice(at + 1), `--${flag}`)];
    }),
  );
}
