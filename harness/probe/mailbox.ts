import type { Frame } from "../matching/frame.ts";

/** What becomes of a frame that is offered, and whether its taker wants more. */
export type Verdict = "take" | "take and stop" | "leave" | "leave and stop";

/** Decides about the frames it is offered, oldest first. */
export type Taker = (frame: Frame) => Verdict;

/** Keeps frames out of the mailbox by returning true. */
export type Filter = (frame: Frame) => boolean;

/** The frames of one stream, kept until somebody takes them. */
export interface Mailbox {
  /** Oldest first. */
  readonly unread: readonly Frame[];
  /** The last frames that came, whatever became of them, for failure texts. */
  readonly recent: readonly Frame[];
  /** Number of frames that ever came. */
  readonly received: number;
  readonly push: (frame: Frame) => void;
  /** Offers the unread frames from `from` on, then each new one, until the taker or the result stops it. */
  ask(taker: Taker, from?: number): () => void;
  /** Shows the unread frames, then each new one whether taken or not, until the result is called. */
  watch(watcher: (frame: Frame) => void): () => void;
  /** Drops the unread and all coming frames that the filter keeps out, until the result is called. */
  keepOut(filter: Filter): () => void;
  /** Takes every unread frame. */
  flush(): readonly Frame[];
}

const REMEMBERED = 50;

/** Opens an empty mailbox. New frames go to the taker that asked first; what nobody takes stays unread. */
export function openMailbox(): Mailbox {
  const unread: Frame[] = [];
  const recent: Frame[] = [];
  const filters = new Set<Filter>();
  const takers = new Set<Taker>();
  const watchers = new Set<(frame: Frame) => void>();
  let received = 0;

  const isKeptOut = (frame: Frame): boolean => {
    for (const filter of filters) if (filter(frame)) return true;
    return false;
  };

  const isTaken = (frame: Frame): boolean => {
    for (const taker of takers) {
      const verdict = taker(frame);
      if (verdict.endsWith("stop")) takers.delete(taker);
      if (verdict.startsWith("take")) return true;
    }
    return false;
  };

  const push = (frame: Frame): void => {
    received += 1;
    recent.push(frame);
    if (recent.length > REMEMBERED) recent.shift();
    if (isKeptOut(frame)) return;
    for (const watcher of watchers) watcher(frame);
    if (!isTaken(frame)) unread.push(frame);
  };

  const ask = (taker: Taker, from = 0): (() => void) => {
    for (let index = 0; index < unread.length;) {
      const frame = unread[index];
      const verdict = frame === undefined || frame.index < from ? "leave" : taker(frame);
      if (verdict.startsWith("take")) unread.splice(index, 1);
      else index += 1;
      if (verdict.endsWith("stop")) return () => {};
    }
    takers.add(taker);
    return () => takers.delete(taker);
  };

  const watch = (watcher: (frame: Frame) => void): (() => void) => {
    for (const frame of unread) watcher(frame);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };

  const keepOut = (filter: Filter): (() => void) => {
    const kept = unread.filter((frame) => !filter(frame));
    unread.splice(0, unread.length, ...kept);
    filters.add(filter);
    return () => filters.delete(filter);
  };

  return {
    unread,
    recent,
    get received() {
      return received;
    },
    push,
    ask,
    watch,
    keepOut,
    flush: () => unread.splice(0),
  };
}
