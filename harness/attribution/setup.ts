/**
 * A setup file for Vitest: tells which test took which branch (`setupFiles: ["footlights/attribution"]`). The plugin
 * `footlights()` writes what it finds beside the coverage, provider istanbul.
 *
 * @module
 */
import { currentActor } from "../trace/current-actor.ts";
import { attributeTests } from "./attribute-tests.ts";
import { currentTest } from "./current-test.ts";
import { ownerOf } from "./owners.ts";

export type { CountedFile, CountedGroup } from "./attribute-tests.ts";

/**
 * The test's own code and the actors of its scope run for that test, however asynchronously they go on, also beyond
 * its end.
 */
attributeTests(() => {
  const test = currentTest();
  if (test !== undefined) return test;
  const record = currentActor();
  return record === undefined ? undefined : (ownerOf(record) ?? undefined);
});
