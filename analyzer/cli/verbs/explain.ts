import { explainTargets } from "../../report/explain-target.ts";
import { renderExplained } from "../../render/explained/text.ts";
import { toJson } from "../../render/json.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { findBranches } from "../find-branches.ts";
import { writeDocument } from "../output.ts";
import { renderOptionsFor } from "../render-options.ts";
import { NAMED } from "../targets.ts";
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
  note: NAMED,
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
    const file = args.value("output");
    const { report, found, attributions } = await findBranches(args, terminal, "explain");
    const explained = explainTargets(report, found, attributions);
    const document = args.has("json")
      ? toJson("explain", explained)
      : renderExplained(explained, renderOptionsFor(terminal, file));
    await writeDocument(document, file, terminal);
    return exitCodes.clean;
  },
};
