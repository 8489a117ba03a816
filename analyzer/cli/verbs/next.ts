import { AnalyzerError } from "../../errors.ts";
import { toJson } from "../../render/json.ts";
import { renderNextTests } from "../../render/next/text.ts";
import { listNextTests } from "../../report/next-tests.ts";
import { analyzeFor } from "../analyze-for.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { renderOptionsFor } from "../render-options.ts";
import type { Verb } from "../verb.ts";

const DEFAULT_LIMIT = 5;

export const next: Verb = {
  name: "next",
  summary: "name the few tests to write first, by how many missed branches each can reach",
  flags: [
    { name: "limit", value: "N", help: `how many tests to name (default ${DEFAULT_LIMIT})` },
    commonFlags.coverage,
    commonFlags.profile,
    commonFlags.json,
    commonFlags.output,
    commonFlags.noCache,
    commonFlags.help,
  ],
  example: `$ footlights next
1 test can reach 1 of 1 missed branch

1. call Room.handle(count)
   1 missed branch, reached by nothing else
   src/room.ts:5  0ui3ij160h:then
     \`count\` is above 0, e.g. 1`,
  async run(args, terminal) {
    const limit = readLimit(args.value("limit"));
    const file = args.value("output");
    const { report, actors } = await analyzeFor(args, terminal);
    const tests = listNextTests(report, limit);
    const document = args.has("json")
      ? toJson("next", tests)
      : renderNextTests(
          tests,
          renderOptionsFor(terminal, file),
          ({ actor, path, entry }) =>
            actors
              .find(({ name, path: at }) => name === actor && at === path)
              ?.entries.find(({ name }) => name === entry)?.parameters ?? [],
        );
    await writeDocument(document, file, terminal);
    return exitCodes.clean;
  },
};

function readLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new AnalyzerError(
    "usage",
    `Could not read "--limit": found "${text}", expected a whole number above 0.`,
  );
}
