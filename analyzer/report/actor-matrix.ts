import type { JoinedFile } from "../findings.ts";
import type { Actor, MessageField } from "../model.ts";
import type { Report, ReportOutcome, Totals } from "./document.ts";
import { countStatuses } from "./totals.ts";
import { comparePaths } from "./order.ts";

/** One message of an entry, and what became of the branches it reaches. */
export interface MessageRow {
  /** The discriminants and their values; empty for branches that are reached whatever the message is. */
  readonly fields: readonly MessageField[];
  /** Whether a run went where only this message leads; null where the counts do not tell. */
  readonly received: boolean | null;
  /** The branches defined for it: those in code that the message reaches. */
  readonly totals: Totals;
}

/** One way into an actor. */
export interface EntryRow {
  readonly entry: string;
  readonly kind: Actor["entries"][number]["kind"];
  /** How often it was entered; null where nothing counts that, or where several actors share the code. */
  readonly received: number | null;
  readonly totals: Totals;
  readonly messages: readonly MessageRow[];
}

export interface ActorRow {
  readonly name: string;
  readonly path: string;
  readonly binding: string | null;
  readonly totals: Totals;
  readonly entries: readonly EntryRow[];
}

interface Reached {
  readonly outcome: ReportOutcome;
  /** Fields of the routes of this entry that lead here. */
  readonly messages: readonly string[];
  readonly isShared: boolean;
}

/** Each actor with its entries and their messages: what is defined, what was received, what was covered. */
export function listActorRows(
  report: Report,
  actors: readonly Actor[],
  joined: readonly JoinedFile[],
): readonly ActorRow[] {
  const hits = new Map(joined.map(({ inventory, unitHits }) => [inventory.path, unitHits]));
  const users = countUsers(actors);
  return actors
    .map((actor): ActorRow => {
      const reached = collectReached(report, actor);
      const entries = listEntries(actor, reached, (entry) => {
        const count = hits.get(entry.path)?.get(entry.unit) ?? null;
        const isOwn = users.get(keyOfUnit(entry)) === 1;
        return isOwn || count === 0 ? count : null;
      });
      const all = new Set([...reached.values()].flat().map(({ outcome }) => outcome));
      const { name, path, binding } = actor;
      return { name, path, binding, totals: totalsOf(all), entries };
    })
    .filter(({ path, totals }) => totals.outcomes > 0 || hits.has(path))
    .toSorted((a, b) => comparePaths(a.path, b.path) || comparePaths(a.name, b.name));
}

type Entry = Actor["entries"][number];

function keyOfUnit({ path, unit }: Entry): string {
  return `${path}\n${unit}`;
}

/** Entries of a base class are counted once for all actors that inherit it. */
function countUsers(actors: readonly Actor[]): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const { entries } of actors)
    for (const entry of entries)
      users.set(keyOfUnit(entry), (users.get(keyOfUnit(entry)) ?? 0) + 1);
  return users;
}

/** The outcomes that each entry of an actor reaches. */
function collectReached(
  { files }: Report,
  { name, path }: Actor,
): ReadonlyMap<string, readonly Reached[]> {
  const reached = new Map<string, Reached[]>();
  for (const { decisions } of files)
    for (const { outcomes } of decisions)
      for (const outcome of outcomes) {
        const own = outcome.routes.filter((route) => route.actor === name && route.path === path);
        for (const entry of new Set(own.map((route) => route.entry))) {
          const routes = own.filter((route) => route.entry === entry);
          const messages = [...new Set(routes.map(({ fields }) => JSON.stringify(fields)))];
          const found = {
            outcome,
            messages,
            isShared: own.length < outcome.routes.length || routes.length < own.length,
          };
          const known = reached.get(entry);
          if (known) known.push(found);
          else reached.set(entry, [found]);
        }
      }
  return reached;
}

function listEntries(
  actor: Actor,
  reached: ReadonlyMap<string, readonly Reached[]>,
  countOf: (entry: Entry) => number | null,
): readonly EntryRow[] {
  const made: readonly Entry[] =
    reached.has("constructor") && !actor.entries.some(({ name }) => name === "constructor")
      ? [{ kind: "lifecycle", name: "constructor", unit: "", path: actor.path, parameters: [] }]
      : [];
  return [...actor.entries, ...made].map((entry) => {
    const found = reached.get(entry.name) ?? [];
    const received = countOf(entry);
    return {
      entry: entry.name,
      kind: entry.kind,
      received,
      totals: totalsOf(found.map(({ outcome }) => outcome)),
      messages: listMessages(found, received),
    };
  });
}

function listMessages(reached: readonly Reached[], received: number | null): readonly MessageRow[] {
  const byMessage = new Map<string, Reached[]>();
  for (const found of reached)
    for (const message of found.messages) {
      const known = byMessage.get(message);
      if (known) known.push(found);
      else byMessage.set(message, [found]);
    }
  return [...byMessage]
    .map(([message, found]): MessageRow => {
      const fields: readonly MessageField[] = JSON.parse(message);
      return {
        fields,
        received: fields.length === 0 ? isEntered(received) : judgeReceived(found, received),
        totals: totalsOf(found.map(({ outcome }) => outcome)),
      };
    })
    .toSorted((a, b) => comparePaths(nameOf(a), nameOf(b)));
}

function nameOf({ fields }: MessageRow): string {
  return JSON.stringify(fields);
}

function isEntered(received: number | null): boolean | null {
  return received === null ? null : received > 0;
}

/** A branch that nothing else reaches proves its message; where every such branch was missed, nothing was received. */
function judgeReceived(reached: readonly Reached[], received: number | null): boolean | null {
  if (received === 0) return false;
  const only = reached.filter(({ messages, isShared }) => messages.length === 1 && !isShared);
  if (only.some(({ outcome }) => outcome.status === "covered")) return true;
  const isCertain = only.length > 0 && only.every(({ outcome }) => outcome.status === "missed");
  return isCertain ? false : null;
}

function totalsOf(outcomes: Iterable<ReportOutcome>): Totals {
  return countStatuses([...outcomes].map(({ status }) => status));
}
