import { sayMessage, sayRoute } from "../../routes/say-route.ts";
import type { MessageField } from "../../model.ts";
import type { ActorRow, EntryRow } from "../../report/actor-matrix.ts";
import type { FlowItem, MessageFlow } from "../../report/message-flow.ts";
import type { Totals } from "../../report/document.ts";
import type { RenderOptions } from "../renderer.ts";
import { type Paint, paintWith } from "../text/palette.ts";
import { sayShare } from "../text/percent.ts";
import { toPlain } from "../text/plain.ts";
import { renderTable } from "../text/table.ts";
import { measuredOf } from "../text/summary.ts";

/** What `actors` shows. */
export interface ActorsDocument {
  readonly schemaVersion: 1;
  readonly actors: readonly ActorRow[];
  readonly flow: MessageFlow;
}

/** Longer messages are cut: the table has to stay one. */
const MOST_CHARACTERS = 48;

/** The matrix of each actor, then who sends what to nobody, and what no test sent. */
export function renderActors({ actors, flow }: ActorsDocument, options: RenderOptions): string {
  if (actors.length === 0) return "No actors found: no class here extends a Durable Object.\n";
  const paint = paintWith(options.color ?? false);
  const blocks = actors.flatMap((actor) => [...renderActor(actor, paint), ""]);
  return [
    ...blocks,
    ...renderFlow("sent, but nobody handles it", flow.unhandled, paint),
    ...renderFlow("handled, but nothing in the source sends it", flow.unsent, paint),
    ...renderFlow("never sent by a test", flow.untested, paint),
  ]
    .join("\n")
    .concat("\n")
    .replace(/\n{2,}$/, "\n");
}

function renderActor({ name, path, binding, entries }: ActorRow, paint: Paint): readonly string[] {
  const bound = binding === null ? "not bound" : `bound as ${binding}`;
  const head = ["entry", "message", "received", "defined", "covered", "missed"];
  const rows = entries.flatMap(listRows);
  return [
    `${paint("bold", toPlain(name))}  ${paint("dim", toPlain(`${path}, ${bound}`))}`,
    ...renderTable([head, ...rows], 2).map((line) => `  ${line}`),
  ];
}

function listRows(entry: EntryRow): readonly (readonly string[])[] {
  const received = entry.received === null ? "?" : `x${entry.received}`;
  const own = [toPlain(entry.entry), "", received, ...cellsOf(entry.totals)];
  const messages = entry.messages
    .filter(({ fields }) => fields.length > 0)
    .map(({ fields, received: got, totals }) => [
      "",
      cut(toPlain(sayMessage(fields))),
      got === null ? "?" : got ? "yes" : "no",
      ...cellsOf(totals),
    ]);
  return [own, ...messages];
}

function cellsOf(totals: Totals): readonly string[] {
  const measured = measuredOf(totals);
  const covered = measured === 0 ? "-" : sayShare(totals.covered, measured);
  return [`${totals.outcomes}`, covered, `${totals.missed}`];
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

function renderFlow(title: string, items: readonly FlowItem[], paint: Paint): readonly string[] {
  if (items.length === 0) return [];
  const lines = items.map(({ actor, path, entry, fields, senders }) => {
    const what = sayRoute({ actor, path, entry, fields, message: messageOf(fields) });
    return `  ${toPlain(senders.length === 0 ? what : `${what}  from ${senders.join(", ")}`)}`;
  });
  return [paint("bold", title), ...lines, ""];
}

function messageOf(fields: readonly MessageField[]): string | null {
  return fields.length === 0 ? null : fields.map(({ value }) => value).join(" ");
}
