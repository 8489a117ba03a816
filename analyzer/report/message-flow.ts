import type { FoundActor } from "../actors/describe-actors.ts";
import { listSends, type Send } from "../sends/list-sends.ts";
import type { ModuleTable } from "../modules/module-table.ts";
import { sentValues } from "../sends/sent-values.ts";
import type { MessageField } from "../model.ts";
import type { ActorRow, EntryRow } from "./actor-matrix.ts";

/** Something that is sent, handled, or neither: an entry of an actor, and the message where there is one. */
export interface FlowItem {
  readonly actor: string;
  readonly path: string;
  readonly entry: string;
  readonly fields: readonly MessageField[];
  /** Where the source sends it: `src/worker.ts:12`; empty where nobody does. */
  readonly senders: readonly string[];
}

/** Who sends what to whom, as far as the text and the run tell. */
export interface MessageFlow {
  /** Calls on stubs in the source, by what they call. */
  readonly sent: readonly FlowItem[];
  /** Sent by the source, and no entry or no case of the actor handles it. */
  readonly unhandled: readonly FlowItem[];
  /** Handled RPC methods and messages that no source of the project sends: only clients and tests may. */
  readonly unsent: readonly FlowItem[];
  /** Handled, and no test got it there. */
  readonly untested: readonly FlowItem[];
}

export interface FlowParts {
  readonly rows: readonly ActorRow[];
  readonly actors: readonly FoundActor[];
  readonly modules: ModuleTable;
  readonly paths: readonly string[];
}

/** Compares what the source sends with what actors handle, and what actors handle with what the run brought them. */
export function describeFlow({ rows, actors, modules, paths }: FlowParts): MessageFlow {
  const sends = listSends(paths, actors, modules);
  const byEntry = new Map<string, Send[]>();
  for (const send of sends) {
    const key = keyOf(send.actor.path, send.actor.name, send.method);
    byEntry.set(key, [...(byEntry.get(key) ?? []), send]);
  }
  const sendsTo = ({ path, name }: ActorRow, { entry }: EntryRow): readonly Send[] =>
    byEntry.get(keyOf(path, name, entry)) ?? [];
  return {
    sent: [...byEntry.values()].flatMap((group) => itemOf(group)),
    unhandled: [
      ...listUnknownMethods(byEntry, actors),
      ...rows.flatMap((row) =>
        row.entries.flatMap((entry) => listUnknownValues(row, entry, sendsTo(row, entry), modules)),
      ),
    ],
    unsent: rows.flatMap((row) =>
      row.entries
        .filter(({ kind }) => kind === "rpc")
        .flatMap((entry) => listUnsent(row, entry, sendsTo(row, entry), modules)),
    ),
    untested: rows.flatMap((row) =>
      row.entries.flatMap((entry) => listUntested(row, entry, sendsTo(row, entry))),
    ),
  };
}

function keyOf(...parts: readonly string[]): string {
  return parts.join("\n");
}

function itemOf([first, ...others]: readonly Send[]): readonly FlowItem[] {
  if (!first) return [];
  const { actor, method } = first;
  const senders = placesOf([first, ...others]);
  return [{ actor: actor.name, path: actor.path, entry: method, fields: [], senders }];
}

function placesOf(sends: readonly Send[]): readonly string[] {
  return [...new Set(sends.map(({ path, line }) => `${path}:${line}`))];
}

/** A class of a library has methods that its text does not show: only the runtime's own base has none. */
function listUnknownMethods(
  byEntry: ReadonlyMap<string, readonly Send[]>,
  actors: readonly FoundActor[],
): readonly FlowItem[] {
  return [...byEntry.values()].flatMap((group) => {
    const [first] = group;
    const found = actors.find(
      ({ name, path }) => name === first?.actor.name && path === first.actor.path,
    );
    if (!first || found?.heritage.root !== "runtime") return [];
    const members = new Set(found.entries.map(({ name }) => name));
    return members.has(first.method) || hasField(found, first.method) ? [] : itemOf(group);
  });
}

/** Fields and setters may be asked for, too. */
function hasField({ heritage }: FoundActor, name: string): boolean {
  return heritage.classes.some(({ node, module }) =>
    node.members.some((member) => member.name?.getText(module.source) === name),
  );
}

/** Values sent for a discriminant of an entry that none of its messages has. */
function listUnknownValues(
  row: ActorRow,
  entry: EntryRow,
  sends: readonly Send[],
  modules: ModuleTable,
): readonly FlowItem[] {
  const handled = groupFields(entry);
  return sends.flatMap((send) =>
    [...handled.values()].flatMap(({ field, values }) =>
      (sentValues(send, field, modules) ?? [])
        .filter((value) => !values.has(value))
        .map((value) => itemFor(row, entry, [{ ...field, value }], [send])),
    ),
  );
}

interface Discriminant {
  readonly field: Pick<MessageField, "parameter" | "name">;
  readonly values: ReadonlySet<MessageField["value"]>;
}

/** The first discriminant of each message: what an entry dispatches on. */
function groupFields({ messages }: EntryRow): ReadonlyMap<string, Discriminant> {
  const groups = new Map<string, Discriminant & { readonly values: Set<MessageField["value"]> }>();
  for (const { fields } of messages) {
    const [first] = fields;
    if (!first) continue;
    const { parameter, name, value } = first;
    const key = JSON.stringify([parameter, name]);
    const known = groups.get(key) ?? { field: { parameter, name }, values: new Set() };
    known.values.add(value);
    groups.set(key, known);
  }
  return groups;
}

/** The entry itself where nobody calls it; else those of its messages that none of the calls can send. */
function listUnsent(
  row: ActorRow,
  entry: EntryRow,
  sends: readonly Send[],
  modules: ModuleTable,
): readonly FlowItem[] {
  if (sends.length === 0) return [itemFor(row, entry, [], [])];
  return [...groupFields(entry).values()].flatMap(({ field, values }) => {
    const sent = sends.map((send) => sentValues(send, field, modules));
    if (sent.some((known) => known === undefined)) return []; // any value may be among what is not told
    const all = new Set(sent.flatMap((known) => known ?? []));
    return [...values]
      .filter((value) => !all.has(value))
      .map((value) => itemFor(row, entry, [{ ...field, value }], []));
  });
}

function listUntested(row: ActorRow, entry: EntryRow, sends: readonly Send[]): readonly FlowItem[] {
  if (entry.received === 0) return [itemFor(row, entry, [], sends)];
  return entry.messages
    .filter(({ received, fields }) => received === false && fields.length > 0)
    .map(({ fields }) => itemFor(row, entry, fields, []));
}

function itemFor(
  { name, path }: ActorRow,
  { entry }: EntryRow,
  fields: readonly MessageField[],
  sends: readonly Send[],
): FlowItem {
  return { actor: name, path, entry, fields, senders: placesOf(sends) };
}
