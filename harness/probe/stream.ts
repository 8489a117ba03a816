import type { CallSite } from "../failures/errors.ts";
import type { Frame } from "../matching/frame.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Waits } from "../timing/waits.ts";

/** A wait for everything to come to rest. */
export interface Rest {
  readonly site: CallSite;
  readonly deadlineMs: number | undefined;
  /** For the failure text, e.g. `prove silence on socket "alice"`. */
  readonly why: string;
}

/** A stream of messages that verbs can wait on. */
export interface Stream {
  readonly name: string;
  readonly mailbox: Mailbox;
  readonly waits: Waits;
  /** One line on the state of the stream, for failure texts. */
  state(): string;
  /** Waits until nothing more can come of what has been done so far. */
  settle(rest: Rest): Promise<void>;
  /** Says who sent a frame and why, on a line of its own; empty if that is not known. */
  originOf(frame: Frame): string;
  /** Says what goes on around the stream, for failure texts: what actors wait for, and what happened last. */
  surroundings(): string;
  /** Calls back once nothing can come any more, at once if that is so already; the result unsubscribes. */
  onEnd(listener: () => void): () => void;
}
