/**
 * Calls `end` when `promise` settles and gives a promise that settles the same way.
 * Only what it gives is handed on: a rejection that nobody handles is reported as one, and only once.
 */
export function endWith<Result>(promise: Promise<Result>, end: () => void): Promise<Result> {
  return promise.then(
    (result) => {
      end();
      return result;
    },
    (error: unknown) => {
      end();
      throw error;
    },
  );
}
