import { renderActors } from "../../render/actors/text.ts";
import { toJson } from "../../render/json.ts";
import { listActorRows } from "../../report/actor-matrix.ts";
import { describeFlow } from "../../report/message-flow.ts";
import { analyzeFor } from "../analyze-for.ts";
import { commonFlags } from "../common-flags.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { renderOptionsFor } from "../render-options.ts";
import type { Verb } from "../verb.ts";

export const actors: Verb = {
  name: "actors",
  summary: "show each actor's entries and messages: what is defined, received and covered",
  flags: [
    commonFlags.coverage,
    commonFlags.profile,
    commonFlags.json,
    commonFlags.output,
    commonFlags.noCache,
    commonFlags.help,
  ],
  example: `$ footlights actors
Room  src/room.ts, not bound
  entry   message  received  defined     covered  missed
  handle                 x2        2  1/2 (50 %)       1

handled, but nothing in the source sends it
  Room.handle()`,
  async run(args, terminal) {
    const file = args.value("output");
    const { report, joined, actors: found, modules, ran } = await analyzeFor(args, terminal);
    const rows = listActorRows(report, found, joined);
    const flow = describeFlow({ rows, actors: found, modules, paths: ran });
    const document = { schemaVersion: report.schemaVersion, actors: rows, flow };
    const text = args.has("json")
      ? toJson("actors", document)
      : renderActors(document, renderOptionsFor(terminal, file));
    await writeDocument(text, file, terminal);
    return exitCodes.clean;
  },
};
