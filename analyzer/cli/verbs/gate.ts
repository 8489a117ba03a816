import { renderers } from "../../render/index.ts";
import { runGate } from "../../run-gate.ts";
import { chooseRenderer, formatFlag } from "../choose-renderer.ts";
import { commonFlags } from "../common-flags.ts";
import { configurationOf } from "../configuration.ts";
import { exitCodes } from "../exit-code.ts";
import { gateFlags, readGate } from "../gate-flags.ts";
import { writeDocument } from "../output.ts";
import { renderOptionsFor } from "../render-options.ts";
import { reportFor } from "../report-for.ts";
import type { Verb } from "../verb.ts";

/** The formats that have words for a verdict. */
const formats = renderers.flatMap(({ format, verdict }) =>
  verdict === undefined ? [] : [{ format, verdict }],
);

export const gate: Verb = {
  name: "gate",
  summary: "pass or fail a build by its untested paths",
  flags: [
    ...gateFlags,
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
    const { cwd } = terminal;
    const config = readGate(args, await configurationOf(cwd));
    const renderer = chooseRenderer(formats, args);
    const file = args.value("output");
    const { report, close } = await reportFor(args, terminal);
    try {
      const { verdict, report: judged } = await runGate(report, config, { cwd });
      const document = renderer.verdict(verdict, judged, renderOptionsFor(terminal, file));
      await writeDocument(document, file, terminal);
      return verdict.passed ? exitCodes.clean : exitCodes.gateFailed;
    } finally {
      close();
    }
  },
};
