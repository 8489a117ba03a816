import { AnalyzerError } from "../errors.ts";
import type { FileInventory, Profile, SkippedFile } from "../model.ts";
import { readSource } from "../sources/read-source.ts";
import type { Cache } from "./cache.ts";
import type { Form } from "./form.ts";
import { hashText } from "./hash.ts";

export interface CollectOptions {
  readonly cwd: string;
  readonly profile: Profile;
  readonly cache: Cache;
  /** Called before each file that has to be read. */
  readonly onProgress?: ((text: string) => void) | undefined;
}

export interface Collected<T> {
  /** One per file that could be listed, in the order of the paths. */
  readonly values: readonly T[];
  readonly skipped: readonly SkippedFile[];
}

/** Marks, in the first byte, what kind of result was kept. */
const LISTED = Buffer.from("+");
const SKIPPED = Buffer.from("-");

/**
 * Gives each file in the wanted form: from the cache while it is unchanged, else from its text. The parser, by far
 * the largest thing to load, is loaded for the first file that needs it.
 */
export async function collect<T>(
  paths: readonly string[],
  form: Form<T>,
  { cwd, profile, cache, onProgress }: CollectOptions,
): Promise<Collected<T>> {
  const values: T[] = [];
  const skipped: SkippedFile[] = [];
  for (const [index, path] of paths.entries()) {
    const kept = cache.find(path, form.name);
    if (kept !== undefined) {
      const content = kept.subarray(1);
      if (kept[0] === LISTED[0]) values.push(form.decode(content));
      else skipped.push({ path, reason: Buffer.from(content).toString("utf8") });
      continue;
    }
    onProgress?.(`reading ${index + 1} of ${paths.length} files`);
    const text = readOrSkip(path, cwd);
    if (typeof text !== "string") {
      skipped.push(text);
      continue;
    }
    const found = (await loadParser())(path, text, profile);
    if ("reason" in found) {
      skipped.push(found);
      keep(path, hashText(text), [SKIPPED, Buffer.from(found.reason)]);
    } else {
      const value = form.make(found);
      values.push(value);
      keep(path, found.sha256, [LISTED, form.encode(value)]);
    }
  }
  return { values, skipped };

  function keep(path: string, sha256: string, parts: readonly Uint8Array[]): void {
    cache.keep(path, sha256, { name: form.name, bytes: Buffer.concat(parts) });
  }
}

/** One file that may not be read is no reason to list none; it is named like one that cannot be parsed. */
function readOrSkip(path: string, cwd: string): string | SkippedFile {
  try {
    return readSource(path, cwd);
  } catch (error) {
    if (error instanceof AnalyzerError) return { path, reason: error.message };
    throw error;
  }
}

type ListFile = (path: string, text: string, profile: Profile) => FileInventory | SkippedFile;

let listFile: ListFile | undefined;

async function loadParser(): Promise<ListFile> {
  listFile ??= (await import("../inventory/index.ts")).listFile;
  return listFile;
}
