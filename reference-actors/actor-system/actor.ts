import type { Json } from "../protocol.ts";
import type { Behavior } from "./behavior.ts";

/** An actor as it stands after a message. */
export interface Actor {
  readonly path: string;
  readonly behavior: Behavior;
  /** What it was started with, and is started with again. */
  readonly argument: Json;
  readonly state: Json;
  /** How often it was restarted since it last took a message without failing. */
  readonly restarts: number;
}

/** Starts an actor. */
export function startActor(path: string, behavior: Behavior, argument: Json): Actor {
  return { path, behavior, argument, state: behavior.start(argument), restarts: 0 };
}

/** The path of the actor that started this one; empty for one that the system started. */
export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
