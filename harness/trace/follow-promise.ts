import type { ActivityStart, ActorRecord } from "./record.ts";

/**
 * Begins an activity that ends when `promise` settles, and gives a promise that settles the same way.
 * Only what it gives is handed on: a rejection that nobody handles is reported as one, and only once.
 */
export function followPromise<Result>(
  promise: Promise<Result>,
  record: ActorRecord,
  start: ActivityStart,
): Promise<Result> {
  const activity = record.begin(start);
  return promise.then(
    (result) => {
      record.end(activity);
      return result;
    },
    (error: unknown) => {
      record.end(activity);
      throw error;
    },
  );
}
