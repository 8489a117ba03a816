import { runAsActor } from "../trace/current-actor.ts";
import type { ActivityStart, ActorRecord } from "../trace/record.ts";

/** Code of an actor that runs as one activity. */
export interface ActivityRun {
  readonly start: ActivityStart;
  run(): unknown;
  /** Whether somebody looks at what `run` rejects with; if not, it is reported as unhandled. */
  readonly isHandled: boolean;
  /** Called at the end, before the activity counts as ended. */
  after?(): void;
}

/** Runs an actor's code as an activity that ends when it returns, throws, or its promise settles. */
export function runActivity(record: ActorRecord, activity: ActivityRun): unknown {
  const running = record.begin(activity.start);
  const finish = (): void => {
    activity.after?.();
    record.end(running);
  };
  let result: unknown;
  try {
    result = runAsActor(record, () => activity.run(), running);
  } catch (error) {
    finish();
    throw error;
  }
  if (!(result instanceof Promise)) {
    finish();
    return result;
  }
  // The actor's own promise is handed on: its order among other microtasks stays what it was.
  result.then(finish, (error: unknown) => {
    finish();
    if (!activity.isHandled) throw error;
  });
  return result;
}
