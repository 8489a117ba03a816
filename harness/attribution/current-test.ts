import { openAmbient } from "../runtime.ts";

const current = openAmbient<string>();

/** Gives the id of the test whose own code is running; undefined in actors, and outside of tests. */
export function currentTest(): string | undefined {
  return current.current();
}

/** Runs a test, so that {@link currentTest} knows it however asynchronously it goes on. */
export function runAsTest<Result>(id: string, body: () => Result): Result {
  return current.run(id, body);
}
