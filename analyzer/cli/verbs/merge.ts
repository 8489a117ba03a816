import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { mergeReports } from "../../coverage/merge-reports.ts";
import { AnalyzerError } from "../../errors.ts";
import { sayCount } from "../../render/text/percent.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import type { Verb } from "../verb.ts";

const DEFAULT_OUTPUT = "coverage/coverage-final.json";

export const merge: Verb = {
  name: "merge",
  summary: "merge the coverage of shards, in whatever order they come",
  operands: "<coverage file or folder>...",
  flags: [
    {
      name: "output",
      value: "FILE",
      help: `where to write it, whole or not at all (default ${DEFAULT_OUTPUT})`,
    },
    { name: "json", help: "print the merged coverage instead of writing it" },
    commonFlags.help,
  ],
  example: `$ footlights merge coverage --output merged.json
Merged 1 shard of 1 file into merged.json`,
  async run(args, terminal) {
    const { cwd } = terminal;
    if (args.paths.length === 0) {
      throw new AnalyzerError(
        "usage",
        'Could not merge coverage: found no path, expected the reports of the shards. Pass them: "footlights merge shards/*/coverage-final.json".',
      );
    }
    const { report, shards } = await mergeReports(args.paths, cwd);
    const text = `${JSON.stringify(report)}\n`;
    if (args.has("json")) {
      await terminal.write(text);
      return exitCodes.clean;
    }
    const file = args.value("output") ?? DEFAULT_OUTPUT;
    await createFolder(resolve(cwd, file), args.has("output"));
    await writeDocument(text, file, terminal);
    const files = sayCount(Object.keys(report).length, "file");
    await terminal.write(`Merged ${sayCount(shards.length, "shard")} of ${files} into ${file}\n`);
    return exitCodes.clean;
  },
};

/** The usual folder is made where it is missing; who names another one means one that is there. */
async function createFolder(file: string, isNamed: boolean): Promise<void> {
  if (isNamed) return;
  await mkdir(dirname(file), { recursive: true });
}
