import type { Json } from "../protocol.ts";
import type { Actor } from "./actor.ts";
import type { Sender } from "./behavior.ts";

/** A message on its way. */
export interface Envelope {
  readonly to: string;
  readonly sender: Sender;
  readonly message: Json;
}

/** A message that nobody took, and why. */
export interface DeadLetter extends Envelope {
  readonly reason: string;
}

/** A message that an actor is to have later. */
export interface Scheduled {
  readonly to: string;
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly message: Json;
}

/** A message for the clients that subscribed to a topic. */
export interface Published {
  readonly topic: string;
  readonly message: Json;
}

/** What came of a message and of all that it set off. */
export interface Outcome {
  /** Actors that changed, by path; null for those that ended. */
  readonly actors: ReadonlyMap<string, Actor | null>;
  /** The answer to the outside; undefined when there was none. */
  readonly reply: Json | undefined;
  readonly scheduled: readonly Scheduled[];
  readonly published: readonly Published[];
  readonly deadLetters: readonly DeadLetter[];
}
