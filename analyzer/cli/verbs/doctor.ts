import { examine, type Examination } from "../../doctor/examine.ts";
import { renderExamination } from "../../render/doctor/text.ts";
import { toJson } from "../../render/json.ts";
import { coverageOf, DEFAULT_COVERAGE } from "../coverage-of.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { readPaths } from "../read-paths.ts";
import { renderOptionsFor } from "../render-options.ts";
import type { Verb } from "../verb.ts";

export const doctor: Verb = {
  name: "doctor",
  summary: "say what is wrong with the set-up, and what to do about it",
  flags: [commonFlags.coverage, commonFlags.json, commonFlags.output, commonFlags.help],
  note: "Exit codes: 0 nothing keeps a report from being made, 2 something does, 3 the coverage cannot be trusted.",
  example: `$ footlights doctor
...
ok    coverage file      coverage/coverage-final.json, 1 source file
ok    provider           istanbul counted
ok    join               1 of 1 branches of the source have counters
ok    unmeasured source  none

4 warnings`,
  async run(args, terminal) {
    const { cwd } = terminal;
    const file = args.value("output");
    const examination = await examine({
      cwd,
      readPaths: () => readPaths(args, cwd),
      // A configuration that cannot be read is one of the findings.
      coverage: await coverageOf(args, cwd).catch(() => [DEFAULT_COVERAGE]),
    });
    const document = args.has("json")
      ? toJson("doctor", examination)
      : renderExamination(examination, renderOptionsFor(terminal, file));
    await writeDocument(document, file, terminal);
    return exitCodeOf(examination);
  },
};

function exitCodeOf({ healthy, findings }: Examination): number {
  if (healthy) return exitCodes.clean;
  return findings.some(({ code }) => code?.startsWith("untrusted-"))
    ? exitCodes.untrusted
    : exitCodes.couldNotRun;
}
