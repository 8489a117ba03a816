import { monotonicNow } from "../workerd/runtime.ts";
import type { ActorRecord } from "./record.ts";

/** Frames on their way to an actor from another one, on a socket between the two. */
export interface Transit {
  /** For people: the actor that sent them. */
  readonly from: string;
  readonly frames: number;
  /** When the first of them was sent, on the clock of {@link monotonicNow}. */
  readonly since: number;
}

/** One direction of a socket between two actors. */
interface Direction {
  sent: number;
  received: number;
  since: number;
  /** Nothing more will arrive. */
  isOver: boolean;
}

/** A socket that an actor opened to another one. */
export interface Link {
  /** Who has the end that `fetch` gave; nobody before that is accepted. */
  opener: ActorRecord | undefined;
  /** Who made the socket and keeps the other end. */
  holder: ActorRecord | undefined;
  readonly toOpener: Direction;
  readonly toHolder: Direction;
  /** The link of the socket that an actor on the way has only passed on. */
  inner: Link | undefined;
}

interface End {
  readonly link: Link;
  readonly side: "opener" | "holder";
}

const ends = new WeakMap<WebSocket, End>();

/** Begins a link that nobody has answered yet. */
export function createLink(): Link {
  return {
    opener: undefined,
    holder: undefined,
    toOpener: beginDirection(),
    toHolder: beginDirection(),
    inner: undefined,
  };
}

function beginDirection(): Direction {
  return { sent: 0, received: 0, since: monotonicNow(), isOver: false };
}

/** Says that an actor has answered with a socket whose other half it keeps, on which it has sent so much already. */
export function holdLink(link: Link, half: WebSocket, { holder, sent }: Held): void {
  link.holder = holder;
  link.toOpener.sent = sent;
  ends.set(half, { link, side: "holder" });
}

interface Held {
  readonly holder: ActorRecord;
  readonly sent: number;
}

/** Says that an actor has answered with a socket that it was given itself. */
export function passLinkOn(link: Link, socket: WebSocket): void {
  link.inner = ends.get(socket)?.link;
}

/** Says that an actor was answered with this socket. */
export function openLink(link: Link, socket: WebSocket): void {
  ends.set(socket, { link: innermost(link), side: "opener" });
}

function innermost(link: Link): Link {
  return link.inner === undefined ? link : innermost(link.inner);
}

/** Says that an actor has accepted a socket that it was answered with: from then on its frames count. */
export function acceptLink(socket: WebSocket, opener: ActorRecord): void {
  const end = ends.get(socket);
  const holder = end?.link.holder;
  if (end?.side !== "opener" || holder === undefined) return;
  end.link.opener = opener;
  opener.links.add(end.link);
  holder.links.add(end.link);
}

/** Counts a frame that an actor sends; gives false if the socket is not known to be one between actors. */
export function countSent(socket: WebSocket): boolean {
  const end = ends.get(socket);
  if (end === undefined) return false;
  const direction = end.side === "opener" ? end.link.toHolder : end.link.toOpener;
  if (direction.sent === direction.received) direction.since = monotonicNow();
  direction.sent += 1;
  return true;
}

/** Counts a frame that has reached an actor. */
export function countReceived(socket: WebSocket): void {
  const incoming = incomingOf(ends.get(socket));
  if (incoming !== undefined) incoming.received += 1;
}

/** Says that nothing more will reach the actor on this socket: it has closed it, or has seen it closed. */
export function endIncoming(socket: WebSocket): void {
  const end = ends.get(socket);
  const incoming = incomingOf(end);
  if (end === undefined || incoming === undefined) return;
  incoming.isOver = true;
  if (end.link.toOpener.isOver && end.link.toHolder.isOver) forget(end.link);
}

function incomingOf(end: End | undefined): Direction | undefined {
  return end?.side === "opener" ? end.link.toOpener : end?.link.toHolder;
}

/** Gives a socket that the runtime has made anew, for an instance made anew, the place of the one before. */
export function replaceEnd(before: WebSocket, after: WebSocket): void {
  const end = ends.get(before);
  if (end !== undefined) ends.set(after, end);
}

/** Says that sockets are gone with an instance: those that it opened, or all of them. */
export function breakLinks(record: ActorRecord, which: "opened" | "all"): void {
  for (const link of record.links) if (which === "all" || link.opener === record) forget(link);
}

function forget(link: Link): void {
  link.toOpener.isOver = true;
  link.toHolder.isOver = true;
  link.opener?.links.delete(link);
  link.holder?.links.delete(link);
}

/** Lists the frames that are on their way to an actor. */
export function listTransits(record: ActorRecord): readonly Transit[] {
  const transits: Transit[] = [];
  const add = (
    from: ActorRecord | undefined,
    { sent, received, since, isOver }: Direction,
  ): void => {
    if (isOver || sent <= received) return;
    transits.push({ from: from?.label ?? "", frames: sent - received, since });
  };
  for (const { opener, holder, toOpener, toHolder } of record.links) {
    if (opener === record) add(holder, toOpener);
    if (holder === record) add(opener, toHolder);
  }
  return transits;
}
