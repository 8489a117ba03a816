import { explainTargets } from "../../report/explain-target.ts";
import { findTarget } from "../../report/find-target.ts";
import { renderExplained } from "../../render/explained/text.ts";
import { toJson } from "../../render/json.ts";
import { analyzeFor } from "../analyze-for.ts";
import { attributeFor } from "../attribute-for.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { readPaths } from "../read-paths.ts";
import { pathsOf, readTargets } from "../targets.ts";
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
     nearest      "an empty room"
     counted      0 = 0 (arm 0 of the if at 5:4)
   else  covered x2
     reached by   Room.handle()
     in test      "an empty room" x2
     counted      2 = 2 (arm 1 of the if at 5:4)`,
  async run(args, terminal) {
    const targets = readTargets(args.paths);
    const file = args.value("output");
    const paths = pathsOf(targets) ?? (await readPaths({ ...args, paths: [] }, terminal.cwd));
    const { report, joined } = await analyzeFor(args, terminal, { explain: true, paths });
    const found = targets.flatMap((target) => findTarget(report, target));
    const { cwd } = terminal;
    const attributions = await attributeFor(found, { joined }, { args, cwd });
    const explained = explainTargets(report, found, attributions);
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
