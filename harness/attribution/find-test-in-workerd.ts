import { currentActor } from "../trace/current-actor.ts";
import { currentTest } from "./current-test.ts";
import { ownerOf } from "./owners.ts";
import type { FindTest } from "./parties.ts";

/** The test's own code and the actors of its scope run for it, however asynchronously they go on, also beyond its end. */
export const findTest: FindTest = () => {
  const test = currentTest();
  if (test !== undefined) return test;
  const record = currentActor();
  return record === undefined ? undefined : (ownerOf(record) ?? undefined);
};
