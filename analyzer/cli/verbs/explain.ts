import { AnalyzerError } from "../../errors.ts";
import { explainTargets } from "../../report/explain-target.ts";
import { findTarget, readTarget, type Target } from "../../report/find-target.ts";
import { renderExplained } from "../../render/explained/text.ts";
import { toJson } from "../../render/json.ts";
import { analyzeFor } from "../analyze-for.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { readPaths } from "../read-paths.ts";
import type { Verb } from "../verb.ts";

export const explain: Verb = {
  name: "explain",
  summary: "say all that is known of a branch: cause, route, what to send, and the counts",
  operands: "<id or file:line>...",
  flags: [
    commonFlags.coverage,
    commonFlags.profile,
    commonFlags.json,
    commonFlags.output,
    commonFlags.noCache,
    commonFlags.help,
  ],
  example: `$ footlights explain src/room.ts:5
src/room.ts:5  Room.handle/if(count > 0)  0ui3ij160h
   then  missed
     cause        \`if (count > 0)\` was never true (0 of 2 evaluations)
     reached by   Room.handle()
     to cover     call Room.handle(1) so that \`count\` is above 0, e.g. 1
     counted      0 = 0 (arm 0 of the if at 5:4)
   else  covered x2
     reached by   Room.handle()
     counted      2 = 2 (arm 1 of the if at 5:4)`,
  async run(args, terminal) {
    const targets = readTargets(args.paths);
    const file = args.value("output");
    const paths = pathsOf(targets) ?? (await readPaths({ ...args, paths: [] }, terminal.cwd));
    const { report } = await analyzeFor(args, terminal, { explain: true, paths });
    const explained = explainTargets(
      report,
      targets.flatMap((target) => findTarget(report, target)),
    );
    const document = args.has("json")
      ? toJson("explain", explained)
      : renderExplained(explained, {
          color: terminal.color && file === undefined,
          ...(terminal.width !== undefined && { width: terminal.width }),
        });
    await writeDocument(document, file, terminal);
    return exitCodes.clean;
  },
};

/** Throws AnalyzerError "usage" where nothing is pointed at. */
export function readTargets(texts: readonly string[]): readonly Target[] {
  if (texts.length > 0) return texts.map(readTarget);
  throw new AnalyzerError(
    "usage",
    "Could not explain anything: found no branch named, expected an id, an alias or file:line. " +
      'Take one from "footlights report".',
  );
}

/** Where every target names its file, nothing else has to be looked at. */
export function pathsOf(targets: readonly Target[]): readonly string[] | undefined {
  const paths = targets.flatMap((target) => (target.kind === "line" ? [target.path] : []));
  return paths.length === targets.length ? [...new Set(paths)] : undefined;
}
