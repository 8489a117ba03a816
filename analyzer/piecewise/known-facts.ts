import { resolve } from "node:path";
import { compareInput, hashFile, type KeptInput } from "../cache/kept-inputs.ts";
import { sketchClasses } from "../actors/list-actor-files.ts";
import { folderOf } from "../modules/project-files.ts";
import { hashContent } from "../cache/hash.ts";
import type { EntrySource } from "../coverage/index-report.ts";
import { readOrSkip } from "../cache/collect.ts";
import type { IndexedReport } from "../coverage/open-coverage.ts";
import type { KeptFile, KeptIndex } from "./kept-index.ts";

/** What holds of a kept report, now that the files are what they are. */
export interface KnownFacts {
  /** Undefined where nothing of it may be used. */
  readonly index: KeptIndex | undefined;
  /** Inputs that have not changed, by their stamps. */
  readonly inputs: ReadonlyMap<string, KeptInput>;
  readonly hasChanged: (path: string) => boolean;
  /** Hash of a file's bytes; empty where it cannot be read. */
  readonly hashOf: (path: string) => string;
  readonly fileOf: (path: string) => KeptFile | undefined;
  readonly findReport: (path: string) => IndexedReport | undefined;
  readonly findSources: (sha256: string) => readonly EntrySource[] | undefined;
}

/** Compares what a kept report was made of with what is there now. */
export function checkFacts(index: KeptIndex | undefined, cwd: string): KnownFacts {
  const same = new Map<string, KeptInput>();
  const hashes = new Map<string, string>();
  const changed = new Set<string>();
  for (const input of index?.inputs ?? []) {
    const [path, , sha256] = input;
    const state = compareInput(input, cwd);
    if (state === "changed") changed.add(path);
    else hashes.set(path, sha256 ?? "");
    if (state === "same") same.set(path, input);
  }
  const files = new Map(index?.files.map((file) => [file.path, file]));
  const reports = new Map(index?.reports.map((report) => [report.path, report]));
  const entries = (index?.reports ?? []).flatMap((report) => report.entries);
  const sources = new Map(entries.map((entry) => [entry.sha256, entry.sources]));
  return {
    index,
    inputs: same,
    hasChanged: (path) => changed.has(path),
    hashOf: (path) => {
      const known = hashes.get(path) ?? hashOrNothing(resolve(cwd, path));
      hashes.set(path, known);
      return known;
    },
    fileOf: (path) => files.get(path),
    findReport: (path) => (changed.has(path) ? undefined : reports.get(path)),
    findSources: (sha256) => sources.get(sha256),
  };
}

function hashOrNothing(path: string): string {
  try {
    return hashFile(path);
  } catch {
    return ""; // whoever reads it next says what is wrong with it
  }
}

/** Whether the names of packages and of aliases stand for what they stood for. */
export function areNamesKept({ index, hasChanged }: KnownFacts, ran: readonly string[]): boolean {
  return (
    index !== undefined &&
    index.folders === hashFolders(ran) &&
    !index.configurations.some(hasChanged)
  );
}

/** Whether the actors and their routes are what they were. */
export function areActorsKept(
  { index, hasChanged }: KnownFacts,
  ran: readonly string[],
  cwd: string,
): boolean {
  if (index === undefined || index.actorPaths.some(hasChanged)) return false;
  if (ran.length !== Object.keys(index.sketches).length) return false;
  return ran.every((path) => {
    const sketch = index.sketches[path];
    return sketch !== undefined && (!hasChanged(path) || sketch === sketchFile(path, cwd));
  });
}

/** The folders of sources, as one value. */
export function hashFolders(ran: readonly string[]): string {
  return hashContent(JSON.stringify([...new Set(ran.map(folderOf))].toSorted()));
}

/** What decides whether actors are looked for in a file, as one value. */
export function sketchFile(path: string, cwd: string): string {
  const text = readOrSkip(path, cwd);
  return hashContent(typeof text === "string" ? JSON.stringify(sketchClasses(path, text)) : "");
}
