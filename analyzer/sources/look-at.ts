import { type Stats, statSync } from "node:fs";

/** What is at a path; undefined where there is nothing, or nothing that may be seen. */
export function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
