import { currentTest } from "./current-test.ts";
import type { FindTest } from "./parties.ts";

/**
 * Where tests run in Node there are no actors. What goes on beyond a test's end, such as a server that it opened
 * first, may by then work for another one.
 */
export const findTest: FindTest = (running) => {
  const test = currentTest();
  return test !== undefined && running.has(test) ? test : undefined;
};
