import type { Frame } from "./frame.ts";

/** Takes a frame out of the mailbox by returning true. */
export type Taker = (frame: Frame) => boolean;

/** The frames of one stream, kept until somebody takes them. */
export interface Mailbox {
  /** Oldest first. */
  readonly unread: readonly Frame[];
  /** The last frames that came, read or not, for failure texts. */
  readonly recent: readonly Frame[];
  /** Number of frames that ever came. */
  readonly received: number;
  push(frame: Frame): void;
  /** Offers the unread frames from `from` on, then each new one, until one is taken or the result is called. */
  ask(taker: Taker, from?: number): () => void;
  /** Shows the unread frames, then each new one whether taken or not, until the result is called. */
  watch(watcher: (frame: Frame) => void): () => void;
  /** Takes every unread frame. */
  flush(): readonly Frame[];
}

const REMEMBERED = 50;

/** Opens an empty mailbox. New frames go to the taker that asked first; what nobody takes stays unread. */
export function openMailbox(): Mailbox {
  const unread: Frame[] = [];
  const recent: Frame[] = [];
  const takers = new Set<Taker>();
  const watchers = new Set<(frame: Frame) => void>();
  let received = 0;

  const push = (frame: Frame): void => {
    received += 1;
    recent.push(frame);
    if (recent.length > REMEMBERED) recent.shift();
    for (const watcher of watchers) watcher(frame);
    for (const taker of takers) {
      if (!taker(frame)) continue;
      takers.delete(taker);
      return;
    }
    unread.push(frame);
  };

  const ask = (taker: Taker, from = 0): (() => void) => {
    const found = unread.findIndex((frame) => frame.index >= from && taker(frame));
    if (found >= 0) {
      unread.splice(found, 1);
      return () => {};
    }
    takers.add(taker);
    return () => takers.delete(taker);
  };

  const watch = (watcher: (frame: Frame) => void): (() => void) => {
    for (const frame of unread) watcher(frame);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
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
    flush: () => unread.splice(0),
  };
}
