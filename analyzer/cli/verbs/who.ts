import { toJson } from "../../render/json.ts";
import { renderTakers } from "../../render/who/text.ts";
import { listTakers } from "../../report/who-takes.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { findBranches } from "../find-branches.ts";
import { writeDocument } from "../output.ts";
import { renderOptionsFor } from "../render-options.ts";
import { NAMED } from "../targets.ts";
import type { Verb } from "../verb.ts";

export const who: Verb = {
  name: "who",
  summary: "name the tests that take a branch",
  operands: "<id or file:line>...",
  flags: [
    commonFlags.coverage,
    commonFlags.profile,
    commonFlags.json,
    commonFlags.output,
    commonFlags.noCache,
    commonFlags.help,
  ],
  note: `${NAMED}
Tests are known where the Vitest configuration has the plugin footlights(), provider istanbul, and
setupFiles: ["footlights/attribution"].`,
  example: `$ footlights who src/room.ts:5
src/room.ts:5  Room.handle/if(count > 0)  0ui3ij160h
   then  missed
     nearest: "an empty room" in test/room.test.ts
   else  covered x2
     "an empty room" in test/room.test.ts x2`,
  async run(args, terminal) {
    const file = args.value("output");
    const { found, attributions } = await findBranches(args, terminal, "who");
    const takers = listTakers(found, attributions);
    const document = args.has("json")
      ? toJson("who", takers)
      : renderTakers(takers, renderOptionsFor(terminal, file));
    await writeDocument(document, file, terminal);
    return exitCodes.clean;
  },
};
