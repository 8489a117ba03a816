import { toJson } from "../../render/json.ts";
import { renderTakers } from "../../render/who/text.ts";
import { findTarget } from "../../report/find-target.ts";
import { listTakers } from "../../report/who-takes.ts";
import { analyzeFor } from "../analyze-for.ts";
import { attributeFor } from "../attribute-for.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { readPaths } from "../read-paths.ts";
import { pathsOf, readTargets } from "../targets.ts";
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
  example: `$ footlights who src/room.ts:5
src/room.ts:5  Room.handle/if(count > 0)  0ui3ij160h
   then  missed
     nearest: "an empty room" in test/room.test.ts
   else  covered x2
     "an empty room" in test/room.test.ts x2`,
  async run(args, terminal) {
    const { cwd, color } = terminal;
    const targets = readTargets(args.paths);
    const file = args.value("output");
    const paths = pathsOf(targets) ?? (await readPaths({ ...args, paths: [] }, cwd));
    const { report, joined } = await analyzeFor(args, terminal, { explain: true, paths });
    const found = targets.flatMap((target) => findTarget(report, target));
    const attributions = await attributeFor(found, { joined }, { args, cwd });
    const takers = listTakers(found, attributions);
    const document = args.has("json")
      ? toJson("who", takers)
      : renderTakers(takers, { color: color && file === undefined });
    await writeDocument(document, file, terminal);
    return exitCodes.clean;
  },
};
