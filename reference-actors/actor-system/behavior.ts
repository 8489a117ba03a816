import type { Json } from "../protocol.ts";

/** What becomes of an actor that throws: it begins anew, it ends, or its parent fails in its place. */
export type Supervision = "restart" | "stop" | "escalate";

/** Whom to answer; plain JSON, so that an actor may keep it in its state and answer later. */
export interface Sender {
  /** Path of the actor that sent the message; null when it came from outside. */
  readonly path: string | null;
  /** What the sender recognises the answer by; null when it expects none. */
  readonly correlation: string | null;
}

/** What an actor wants done, once its state is stored. */
export type Effect =
  | { readonly do: "tell"; readonly to: string; readonly message: Json }
  /** The answer comes as a message whose sender has this correlation. */
  | {
      readonly do: "ask";
      readonly to: string;
      readonly message: Json;
      readonly correlation: string;
    }
  | { readonly do: "reply"; readonly to: Sender; readonly message: Json }
  | Spawn
  /** Ends a child, or with null itself, and all below, after the messages that it has already. */
  | { readonly do: "stop"; readonly name: string | null }
  /** Sends itself a message by the alarm. */
  | { readonly do: "schedule"; readonly afterMs: number; readonly message: Json }
  /** Tells the clients that subscribed to a topic. */
  | { readonly do: "publish"; readonly topic: string; readonly message: Json };

/** Starts a child at `<own path>/<name>`; without effect while there is one. */
export interface Spawn {
  readonly do: "spawn";
  readonly name: string;
  readonly kind: string;
  readonly argument: Json;
}

/** What an actor knows of the message at hand. */
export interface Context {
  readonly self: string;
  readonly sender: Sender;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The next state of an actor and what it wants done. */
export interface Reaction<State extends Json> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/**
 * How actors of one kind behave. Every method is pure: what throws leaves no trace but its failure.
 * The state is JSON, for that is how it outlives the instance.
 */
export interface Behavior<State extends Json = Json> {
  /** Names the kind in snapshots; never reused for another. */
  readonly kind: string;
  /** Of the state's shape; counted up when that changes. */
  readonly version: number;
  readonly supervision: Supervision;
  start(argument: Json): State;
  receive(state: State, message: Json, context: Context): Reaction<State>;
  /** Called before the first message after the actor was restored from a snapshot. */
  wake(state: State): State;
  /** Called before the actor ends; its effects are the last. */
  end(state: State): readonly Effect[];
  /** Reads a stored state of an older version or this one. Throws when it is none. */
  restore(state: Json, version: number): State;
}
