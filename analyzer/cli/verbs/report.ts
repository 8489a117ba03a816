import { readConfig } from "../../config/read-config.ts";
import { findTests } from "../../find-tests.ts";
import { renderers } from "../../render/index.ts";
import { chooseRenderer, formatFlag } from "../choose-renderer.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { printOnce } from "../print-once.ts";
import { renderOptionsFor } from "../render-options.ts";
import type { PiecewiseReport } from "../../piecewise/report-piecewise.ts";
import type { sizeTests } from "../../size-tests.ts";
import type { Terminal } from "../terminal.ts";
import type { Arguments, Verb } from "../verb.ts";

export const report: Verb = {
  name: "report",
  summary: "join coverage and say every untested path",
  flags: [
    commonFlags.coverage,
    commonFlags.profile,
    formatFlag(renderers),
    { ...commonFlags.json, help: "short for --format json" },
    {
      name: "explain",
      help: "say by which counters each count was found, and what leads to each branch\n(text and json)",
    },
    commonFlags.output,
    commonFlags.noCache,
    commonFlags.help,
  ],
  example: `$ footlights report
src/room.ts:5  Room.handle — \`if (count > 0)\` was never true (0 of 2 evaluations)    0ui3ij160h:then
   reached by   Room.handle()
   to cover     call Room.handle(1) so that \`count\` is above 0, e.g. 1

actor     covered  missed  unknown  entries
Room   1/2 (50 %)       1        0        1

1/2 (50 %) branches covered in 1 file, 1 missed`,
  async run(args, terminal) {
    const { cwd } = terminal;
    const renderer = chooseRenderer(renderers, args);
    const file = args.value("output");
    const options = renderOptionsFor(terminal, file);
    const { tests: patterns } = await readConfig(cwd);
    const document = await printOnce(
      // A test more in a folder is a change too.
      {
        format: renderer.format,
        ...options,
        tests: patterns && (await findTests({ cwd, patterns })),
      },
      { args, terminal },
      async (onRead) => {
        const { report, inputs, close } = await openReport(args, terminal, onRead);
        try {
          const tests = patterns && { tests: await sizeAll(report, { cwd, patterns, onRead }) };
          return {
            text: renderer.report({ ...report, ...tests }, options),
            isKept: report.skipped.length === 0,
            inputs,
          };
        } finally {
          close();
        }
      },
    );
    await writeDocument(document, file, terminal);
    return exitCodes.clean;
  },
};

/** Loads only what is needed: the compiler is by far the largest thing. */
async function openReport(
  args: Arguments,
  terminal: Terminal,
  onRead: (path: string) => void,
): Promise<PiecewiseReport> {
  if (!args.has("explain"))
    return (await import("../report-for.ts")).reportFor(args, terminal, onRead);
  const { analyzeFor } = await import("../analyze-for.ts");
  const { report } = await analyzeFor(args, terminal, { explain: true, onRead });
  return { report, inputs: [], close: () => undefined };
}

async function sizeAll(...given: Parameters<typeof sizeTests>): ReturnType<typeof sizeTests> {
  return (await import("../../size-tests.ts")).sizeTests(...given);
}
