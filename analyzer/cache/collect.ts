import { AnalyzerError } from "../errors.ts";
import type { Profile, SkippedFile } from "../model.ts";
import { readSource } from "../sources/read-source.ts";
import type { Cache } from "./cache.ts";
import type { Form } from "./form.ts";
import { hashContent } from "./hash.ts";

export interface CollectOptions {
  readonly cwd: string;
  readonly profile: Profile;
  readonly cache: Cache;
  /** Called before each file that has to be read. */
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Called once, before the parser is loaded; never where no file has to be read. */
  readonly beforeParser?: () => void;
}

export interface Collected<T> {
  /** One per file that could be listed, in the order of the paths. */
  readonly values: readonly T[];
  readonly skipped: readonly SkippedFile[];
}

type Result<T> = { readonly value: T } | SkippedFile;

/** Gives each file in the wanted form: from the cache while it is unchanged, else from its text. */
export async function collect<T>(
  paths: readonly string[],
  form: Form<T>,
  options: CollectOptions,
): Promise<Collected<T>> {
  const values: T[] = [];
  const skipped: SkippedFile[] = [];
  let list: ((path: string) => Result<T>) | undefined;
  for (const [index, path] of paths.entries()) {
    const kept = options.cache.find(path, form.name);
    if (kept === undefined) {
      list ??= await loadLister(form, options);
      options.onProgress?.(`reading ${index + 1} of ${paths.length} files`);
    }
    const result = kept === undefined ? list?.(path) : decode(path, kept, form);
    if (result === undefined) continue;
    if ("value" in result) values.push(result.value);
    else skipped.push(result);
  }
  return { values, skipped };
}

/** The first byte of what is kept says whether the file could be listed. */
const LISTED = Buffer.from("+");
const SKIPPED = Buffer.from("-");

function decode<T>(path: string, kept: Uint8Array, form: Form<T>): Result<T> {
  const content = kept.subarray(1);
  return kept[0] === LISTED[0]
    ? { value: form.decode(content) }
    : { path, reason: Buffer.from(content).toString("utf8") };
}

/** The parser is by far the largest thing to load, and an unchanged project does without. */
async function loadLister<T>(
  form: Form<T>,
  { cwd, profile, cache, beforeParser }: CollectOptions,
): Promise<(path: string) => Result<T>> {
  beforeParser?.();
  const { listFile, outlineFile } = await import("../inventory/index.ts");
  const list = form.isOutline ? outlineFile : listFile;
  const keep = (path: string, sha256: string, parts: readonly Uint8Array[]): void =>
    cache.keep(path, sha256, { name: form.name, bytes: Buffer.concat(parts) });
  return (path) => {
    const text = readOrSkip(path, cwd);
    if (typeof text !== "string") return text;
    const found = list(path, text, profile);
    if ("reason" in found) {
      keep(path, hashContent(text), [SKIPPED, Buffer.from(found.reason)]);
      return found;
    }
    const value = form.make(found);
    keep(path, found.sha256, [LISTED, ...form.encode(value)]);
    return { value };
  };
}

/**
 * Nobody wrote more in one file (TypeScript's checker, the longest known, has three million), and a tree of more may not
 * fit into memory: 20 MB of nothing but conditionals take more than 4 GB.
 */
const MOST_CHARACTERS = 5_000_000;

/** One file that may not be read is no reason to list none; it is named like one that cannot be parsed. */
export function readOrSkip(path: string, cwd: string): string | SkippedFile {
  try {
    const text = readSource(path, cwd);
    if (text.length <= MOST_CHARACTERS) return text;
    const millions = (text.length / 1e6).toFixed(1);
    return { path, reason: `${millions} million characters, expected source of at most 5 million` };
  } catch (error) {
    if (error instanceof AnalyzerError) return { path, reason: error.message };
    throw error;
  }
}
