import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { lookAt } from "../sources/look-at.ts";
import { hashContent } from "./hash.ts";
import { isSameStamp, isTelling, type Stamp, stampOf } from "./stamp.ts";

/** What a file was when something was made of it: its stamp where that tells any change, and its hash; null where it was not there. */
export type KeptInput = readonly [path: string, stamp: Stamp | null, sha256: string | null];

export interface DescribeOptions {
  /** The folder that paths are relative to. */
  readonly cwd: string;
  readonly startedAt: number;
  /** What is known to be as it was: by its stamp, since the start. */
  readonly known?: ReadonlyMap<string, KeptInput> | undefined;
}

/**
 * Describes the files that something was made of; undefined where one of them was written since `startedAt`, as nobody
 * knows then which of its texts was read, or cannot be read.
 */
export function describeInputs(
  paths: Iterable<string>,
  { cwd, startedAt, known }: DescribeOptions,
): readonly KeptInput[] | undefined {
  const inputs: KeptInput[] = [];
  for (const path of new Set(paths)) {
    const before = known?.get(path);
    if (before !== undefined) {
      inputs.push(before);
      continue;
    }
    const stamp = stampAt(resolve(cwd, path));
    if (stamp === undefined) {
      inputs.push([path, null, null]);
      continue;
    }
    const [mtimeMs, ctimeMs] = stamp;
    if (Math.max(mtimeMs, ctimeMs) > startedAt) return undefined;
    const sha256 = tryHash(resolve(cwd, path));
    if (sha256 === undefined) return undefined;
    inputs.push([path, isTelling(stamp, startedAt) ? stamp : null, sha256]);
  }
  return inputs;
}

/** Whether every file is what it was, and those that were not there are still missing. */
export function areUnchanged(inputs: readonly KeptInput[], cwd: string): boolean {
  return inputs.every((input) => compareInput(input, cwd) !== "changed");
}

/** What became of a file: `same` by its stamp, or not there as before; `touched` where only its content tells that. */
export function compareInput(
  [path, stamp, sha256]: KeptInput,
  cwd: string,
): "same" | "touched" | "changed" {
  const absolute = resolve(cwd, path);
  const found = stampAt(absolute);
  if (found === undefined && sha256 === null) return "same";
  if (found === undefined || sha256 === null) return "changed";
  if (stamp !== null && isSameStamp(stamp, found)) return "same";
  return tryHash(absolute) === sha256 ? "touched" : "changed";
}

function stampAt(path: string): Stamp | undefined {
  const stats = lookAt(path);
  return stats?.isFile() === true ? stampOf(stats) : undefined;
}

/** Undefined where the file cannot be read: it may be gone by now, or be forbidden. */
function tryHash(path: string): string | undefined {
  try {
    return hashFile(path);
  } catch {
    return undefined;
  }
}

/** Hex digest of a file's bytes. */
export function hashFile(path: string): string {
  return hashContent(readFileSync(path));
}
