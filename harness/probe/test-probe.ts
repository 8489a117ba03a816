import { createProbe } from "./create-probe.ts";
import { type Mailbox, openMailbox } from "./mailbox.ts";
import type { Probe } from "./probe.ts";
import { nextTurn } from "../workerd/runtime.ts";
import type { Stream } from "./stream.ts";

/** A probe without a socket: whatever code runs in this isolate delivers to it. */
export interface TestProbe<Received> extends Probe<Received> {
  /**
   * Puts a message into the mailbox. May be called from the test and from inside actors alike, for instance as a
   * callback, as what a spy does, or by a stand-in for a binding.
   */
  readonly deliver: (message: Received) => void;
}

/** Makes a probe that is delivered to by hand. */
export function createTestProbe<Received>(
  surroundings: Pick<Stream, "name" | "waits" | "settle">,
): TestProbe<Received> {
  const inbox: unknown[] = [];
  const probe = createProbe<Received>({
    ...surroundings,
    mailbox: openPumpedMailbox(inbox),
    state: () => "probe: delivered to by hand",
    originOf: () => "",
    surroundings: () => "",
    onEnd: () => () => {},
  });
  const deliver = (message: Received): void => {
    inbox.push(message);
  };
  return Object.defineProperties(Object.create(probe), { deliver: { value: deliver } });
}

/**
 * A mailbox that is filled from `inbox` by the test alone, as long as anybody waits for it: an actor that settled a
 * wait of the test would make the test go on in the actor's context.
 */
function openPumpedMailbox(inbox: unknown[]): Mailbox {
  const mailbox = openMailbox();
  const waiting = new Set<() => void>();
  const drain = (): void => {
    for (const message of inbox.splice(0)) {
      mailbox.push({ index: mailbox.received, data: textOf(message), message });
    }
  };
  const pump = async (): Promise<void> => {
    while (waiting.size > 0) {
      await nextTurn();
      drain();
    }
  };
  const listening = (stop: () => void): (() => void) => {
    waiting.add(stop);
    if (waiting.size === 1) void pump();
    return () => {
      waiting.delete(stop);
      stop();
    };
  };
  return {
    get unread() {
      drain();
      return mailbox.unread;
    },
    get recent() {
      return mailbox.recent;
    },
    get received() {
      return mailbox.received;
    },
    push: mailbox.push,
    ask: (taker, from) => {
      drain();
      return listening(mailbox.ask(taker, from));
    },
    watch: (watcher) => {
      drain();
      return listening(mailbox.watch(watcher));
    },
    keepOut: (filter) => {
      drain();
      return mailbox.keepOut(filter);
    },
    flush: () => {
      drain();
      return mailbox.flush();
    },
  };
}

/** What string and regular expression matchers look at. */
function textOf(message: unknown): string | Uint8Array {
  if (typeof message === "string" || message instanceof Uint8Array) return message;
  return JSON.stringify(message) ?? String(message);
}
