import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { hashContent } from "./hash.ts";
import { isSameStamp, isTelling, type Stamp, stampOf } from "./stamp.ts";

/** What a file was when something was made of it: its stamp where that tells any change, and its hash; null where it was not there. */
export type KeptInput = readonly [path: string, stamp: Stamp | null, sha256: string | null];

/**
 * Describes the files that something was made of; undefined where one of them was written since `startedAt`: nobody knows
 * then which of its texts was read.
 */
export function describeInputs(
  paths: Iterable<string>,
  cwd: string,
  startedAt: number,
): readonly KeptInput[] | undefined {
  const inputs: KeptInput[] = [];
  for (const path of new Set(paths)) {
    const stamp = lookAt(resolve(cwd, path));
    if (stamp === undefined) {
      inputs.push([path, null, null]);
      continue;
    }
    const [mtimeMs, ctimeMs] = stamp;
    if (Math.max(mtimeMs, ctimeMs) > startedAt) return undefined;
    inputs.push([path, isTelling(stamp, startedAt) ? stamp : null, hashFile(resolve(cwd, path))]);
  }
  return inputs;
}

/** Whether every file is what it was, and those that were not there are still missing. */
export function areUnchanged(inputs: readonly KeptInput[], cwd: string): boolean {
  return inputs.every(([path, stamp, sha256]) => {
    const absolute = resolve(cwd, path);
    const found = lookAt(absolute);
    if (found === undefined || sha256 === null) return found === undefined && sha256 === null;
    if (stamp !== null && isSameStamp(stamp, found)) return true;
    return hashFile(absolute) === sha256;
  });
}

function lookAt(path: string): Stamp | undefined {
  // Most of what is asked for is not there, and an exception costs more than the question.
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? stampOf(stats) : undefined;
}

function hashFile(path: string): string {
  return hashContent(readFileSync(path));
}
