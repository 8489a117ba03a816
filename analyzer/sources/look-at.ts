import { type Stats, statSync } from "node:fs";

/** What is at a path; undefined where there is nothing, or nothing that may be seen. */
export function lookAt(path: string): Stats | undefined {
  try {
    // Most of what is asked for is not there, and an exception costs more than the question.
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
