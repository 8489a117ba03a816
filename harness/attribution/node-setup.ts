/**
 * The setup file `footlights/attribution` where tests run in Node: there are no actors, and nothing of workerd may be
 * imported.
 *
 * @module
 */
import { attributeTests } from "./attribute-tests.ts";
import { currentTest } from "./current-test.ts";

export type { CountedFile, CountedGroup } from "./attribute-tests.ts";

/** What goes on beyond a test's end, such as a server that it opened first, may by then work for another one. */
attributeTests((running) => {
  const test = currentTest();
  return test !== undefined && running.has(test) ? test : undefined;
});
