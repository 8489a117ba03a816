// oxlint-disable-next-line no-restricted-imports -- in workerd and in Node, where tests of plain code run
import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<string>();

/** Gives the id of the test whose own code is running; undefined in actors, and outside of tests. */
export function currentTest(): string | undefined {
  return current.getStore();
}

/** Runs a test, so that {@link currentTest} knows it however asynchronously it goes on. */
export function runAsTest<Result>(id: string, body: () => Result): Result {
  return current.run(id, body);
}
