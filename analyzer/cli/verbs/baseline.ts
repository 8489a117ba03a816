import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { compareBaseline } from "../../baseline/compare-baseline.ts";
import { DEFAULT_BASELINE, sayDay } from "../../baseline/entry.ts";
import { printBaseline } from "../../baseline/print-baseline.ts";
import { type Baseline, isDay, readBaseline } from "../../baseline/read-baseline.ts";
import { renderComparison } from "../../baseline/render-comparison.ts";
import { AnalyzerError } from "../../errors.ts";
import { toJson } from "../../render/json.ts";
import { analyzeFor } from "../analyze-for.ts";
import { commonFlags } from "../common-flags.ts";
import { configurationOf } from "../configuration.ts";
import { exitCodes } from "../exit-code.ts";
import { writeWhole } from "../output.ts";
import type { Arguments, Verb } from "../verb.ts";

export const baseline: Verb = {
  name: "baseline",
  summary: "keep the list of reviewed gaps that the gate leaves out",
  flags: [
    { name: "update", help: "add what is missed and not in it, and renew what is past its day" },
    { name: "prune", help: "remove what is covered by now or gone from the source" },
    { name: "check", help: "exit 1 where either would change it" },
    { name: "owner", value: "NAME", help: "who answers for the entries that --update adds" },
    { name: "until", value: "DAY", help: "the last day on which they count, such as 2027-03-31" },
    {
      name: "baseline",
      value: "FILE",
      help: "the file (default: that of the configuration, else footlights.baseline.jsonl)",
    },
    commonFlags.coverage,
    commonFlags.profile,
    { ...commonFlags.json, help: "print the comparison for programs" },
    commonFlags.noCache,
    commonFlags.help,
  ],
  example: `$ footlights baseline
footlights.baseline.jsonl: 0 entries, 0 missed as they say
1 missed and not in it, --update adds them:
  0ui3ij160h:then  src/room.ts  Room.handle/if(count > 0)`,
  async run(args, terminal) {
    const { cwd } = terminal;
    const changes = { update: args.has("update"), prune: args.has("prune") };
    const today = sayDay();
    const fresh = { added: today, owner: args.value("owner"), until: readUntil(args) };
    const known = await readKnown(args, cwd);
    const { report } = await analyzeFor(args, terminal);
    const { comparison, entries } = compareBaseline(report, known, {
      ...changes,
      fresh,
      today,
      exists: (path) => existsSync(resolve(cwd, path)),
    });
    if (changes.update || changes.prune) {
      await writeWhole(printBaseline(entries), known.file, { cwd, flag: "--baseline" });
    }
    await terminal.write(
      args.has("json") ? toJson("baseline", comparison) : renderComparison(comparison, changes),
    );
    const { missing, covered, gone, expired } = comparison;
    const isCurrent = [missing, covered, gone, expired].every(({ length }) => length === 0);
    return args.has("check") && !isCurrent ? exitCodes.gateFailed : exitCodes.clean;
  },
};

/** The baseline that is there, or an empty one to begin with. */
async function readKnown(args: Arguments, cwd: string): Promise<Baseline> {
  const { gate = {} } = await configurationOf(cwd);
  const configured = gate.baseline === false ? undefined : gate.baseline;
  const file = args.value("baseline") ?? configured ?? DEFAULT_BASELINE;
  const found = existsSync(resolve(cwd, file)) ? await readBaseline(file, cwd) : undefined;
  return found ?? { file, entries: [] };
}

function readUntil(args: Arguments): string | undefined {
  const day = args.value("until");
  if (day === undefined || isDay(day)) return day;
  throw new AnalyzerError(
    "usage",
    `Could not read --until: found "${day}", expected a day. Write it as 2027-03-31.`,
  );
}
