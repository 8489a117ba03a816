import type { Activity, ActivityStart, ActorRecord } from "../trace/record.ts";

/**
 * Begins an activity that ends when `promise` settles, and gives a promise that settles the same way.
 * Only what it gives is handed on: a rejection that nobody handles is reported as one, and only once.
 */
export function followPromise<Result>(
  promise: Promise<Result>,
  record: ActorRecord,
  start: ActivityStart,
): Promise<Result> {
  return endWith(promise, record, record.begin(start));
}

/** Ends an activity when `promise` settles; see {@link followPromise}. */
export function endWith<Result>(
  promise: Promise<Result>,
  record: ActorRecord,
  activity: Activity,
): Promise<Result> {
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
