import { mkdir, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { type MergedOverlays, mergeOverlays } from "../../attribution/merge-overlays.ts";
import { OVERLAY } from "../../attribution/overlay.ts";
import { type MergedReports, mergeReports } from "../../coverage/merge-reports.ts";
import { AnalyzerError } from "../../errors.ts";
import { sayCount } from "../../render/text/percent.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { schemaOf } from "../../render/json.ts";
import { writeDocument, writeWhole } from "../output.ts";
import type { Terminal } from "../terminal.ts";
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
      help: `where to write it, whole or not at all (default ${DEFAULT_OUTPUT});\n${OVERLAY}, where each shard has one, is written beside it`,
    },
    { name: "json", help: "print the merged coverage instead of writing it" },
    commonFlags.help,
  ],
  example: `$ footlights merge coverage --output merged.json
Merged 1 shard of 1 file into merged.json
Merged what 1 test took into footlights-tests.json`,
  async run(args, terminal) {
    const { cwd } = terminal;
    if (args.paths.length === 0) {
      throw new AnalyzerError(
        "usage",
        'Could not merge coverage: found no path, expected the reports of the shards. Pass them: "footlights merge shards/*/coverage-final.json".',
      );
    }
    const merged = await mergeReports(args.paths, cwd);
    const text = `${JSON.stringify(merged.report)}\n`;
    if (args.has("json")) {
      await terminal.write(text);
      return exitCodes.clean;
    }
    const file = args.value("output") ?? DEFAULT_OUTPUT;
    const tests = await mergeOverlays(merged, cwd);
    await createFolder(resolve(cwd, file), args.has("output"));
    await writeDocument(text, file, terminal);
    const shards = sayCount(merged.shards.length, "shard");
    const files = sayCount(Object.keys(merged.report).length, "file");
    await terminal.write(`Merged ${shards} of ${files} into ${file}\n`);
    await writeTests(tests, { file, merged, terminal });
    return exitCodes.clean;
  },
};

interface Target {
  readonly file: string;
  readonly merged: MergedReports;
  readonly terminal: Terminal;
}

/** Which test took what stands beside the coverage; what stood there was of another run. */
async function writeTests(
  tests: MergedOverlays,
  { file, merged, terminal }: Target,
): Promise<void> {
  const { cwd } = terminal;
  const path = join(dirname(file), OVERLAY);
  const target = resolve(cwd, file);
  const isShards = merged.shards.some(
    (shard) => dirname(shard) === dirname(target) && shard !== target,
  );
  if (isShards) {
    if (tests.overlay === undefined) return;
    terminal.warn(
      `Left out which test took what: ${path} is that of a shard. Let --output name a folder of its own.`,
    );
    return;
  }
  if (tests.overlay !== undefined) {
    const text = `${JSON.stringify({ $schema: schemaOf("tests"), ...tests.overlay })}\n`;
    await writeWhole(text, path, { cwd, flag: "--output" });
    const count = sayCount(tests.overlay.tests.length, "test");
    await terminal.write(`Merged what ${count} took into ${path}\n`);
    return;
  }
  await rm(resolve(cwd, path), { force: true });
  const [without] = tests.without;
  if (without === undefined || tests.without.length === merged.shards.length) return;
  terminal.warn(
    `Left out which test took what: ${relative(cwd, without)} has no ${OVERLAY} of its own beside it.`,
  );
}

/** The usual folder is made where it is missing; who names another one means one that is there. */
async function createFolder(file: string, isNamed: boolean): Promise<void> {
  if (isNamed) return;
  await mkdir(dirname(file), { recursive: true });
}
