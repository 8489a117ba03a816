import { openAmbient } from "../workerd/runtime.ts";
import type { Activity, ActorRecord } from "./record.ts";
import { recordOf } from "./registry.ts";

interface Running {
  readonly record: ActorRecord;
  /** The entry or callback that the running code belongs to, even after that has returned. */
  readonly activity: Activity | undefined;
}

const current = openAmbient<Running>();
let constructing: string | undefined;

/** Gives the record of the actor whose code is running; undefined in tests and in actors that nobody watches. */
export function currentActor(): ActorRecord | undefined {
  const running = current.current();
  if (running !== undefined) return running.record;
  return constructing === undefined ? undefined : recordOf(constructing);
}

/** Gives the entry or callback that the running code belongs to. */
export function currentActivity(): Activity | undefined {
  return current.current()?.activity;
}

/** Runs an actor's code, so that {@link currentActor} knows it however asynchronously it goes on. */
export function runAsActor<Result>(
  record: ActorRecord,
  body: () => Result,
  activity: Activity | undefined = currentActivity(),
): Result {
  return current.run({ record, activity }, body);
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
