import { checkGate } from "../../gate/check-gate.ts";
import type { GateLimits } from "../../gate/limits.ts";
import { readMaxUnknown, readMinBranches } from "../../gate/read-limit.ts";
import { renderers } from "../../render/index.ts";
import { analyzeFor } from "../analyze-for.ts";
import { chooseRenderer, formatFlag } from "../choose-renderer.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import type { Arguments, Verb } from "../verb.ts";

/** The formats that have words for a verdict. */
const formats = renderers.flatMap(({ format, verdict }) =>
  verdict === undefined ? [] : [{ format, verdict }],
);

export const gate: Verb = {
  name: "gate",
  summary: "pass or fail a build by its untested paths",
  flags: [
    {
      name: "min-branches",
      value: "N",
      help: "least percentage of covered branches (default 100), never rounded up;\nnegative: the most branches that may be missed",
    },
    {
      name: "max-unknown",
      value: "N",
      help: "the most branches that coverage may be unable to see (default: any number)",
    },
    commonFlags.coverage,
    commonFlags.profile,
    formatFlag(formats),
    { ...commonFlags.json, help: "short for --format json: the verdict for programs" },
    commonFlags.output,
    commonFlags.noCache,
    commonFlags.help,
  ],
  example: `$ footlights gate --min-branches 50
Gate passed
  pass  min-branches  1 of 2 outcomes (50 %), expected at least 50 %
  pass  measured      1 of 1 files, expected every file with branches in the coverage`,
  async run(args, terminal) {
    const limits = readLimits(args);
    const renderer = chooseRenderer(formats, args);
    const file = args.value("output");
    const { report } = await analyzeFor(args, terminal);
    const verdict = checkGate(report, limits);
    const document = renderer.verdict(verdict, report, {
      color: terminal.color && file === undefined,
      ...(terminal.width !== undefined && { width: terminal.width }),
    });
    await writeDocument(document, file, terminal);
    return verdict.passed ? exitCodes.clean : exitCodes.gateFailed;
  },
};

function readLimits(args: Arguments): GateLimits {
  const unknown = args.value("max-unknown");
  return {
    minBranches: readMinBranches(args.value("min-branches") ?? "100", "--min-branches"),
    ...(unknown !== undefined && { maxUnknown: readMaxUnknown(unknown, "--max-unknown") }),
  };
}
