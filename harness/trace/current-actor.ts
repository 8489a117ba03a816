import { openAmbient } from "../runtime.ts";
import type { ActorRecord } from "./record.ts";
import { recordOf } from "./registry.ts";

const current = openAmbient<ActorRecord>();
let constructing: string | undefined;

/** Gives the record of the actor whose code is running; undefined in tests and in actors that nobody watches. */
export function currentActor(): ActorRecord | undefined {
  return current.current() ?? (constructing === undefined ? undefined : recordOf(constructing));
}

/** Runs an actor's code, so that {@link currentActor} knows it however asynchronously it goes on. */
export function runAsActor<Result>(record: ActorRecord, body: () => Result): Result {
  return current.run(record, body);
}

/**
 * Says whose constructor begins to run. A constructor cannot be wrapped, so its synchronous part is marked from
 * here until {@link endConstruction}.
 */
export function beginConstruction(id: string): void {
  constructing = id;
  queueMicrotask(endConstruction);
}

/** Says that the constructor is over; happens by itself before anything else can run. */
export function endConstruction(): void {
  constructing = undefined;
}
