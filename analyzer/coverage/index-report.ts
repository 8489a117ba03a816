import { hash } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import type { FileHits, Provider } from "../findings.ts";
import { isRecord } from "../is-record.ts";
import { readBytes } from "../read-bytes.ts";
import { kindOf } from "./assert-addable.ts";
import { placeHits, readEntry, type ReadCoverageOptions } from "./read-coverage.ts";
import { type EntryPlace, scanEntries } from "./scan-entries.ts";

/** An entry of a report, known without being held: where it is, and of which files it tells. */
export interface IndexedEntry {
  readonly place: EntryPlace;
  /** Hash of its bytes. */
  readonly sha256: string;
  readonly sources: readonly EntrySource[];
}

export interface EntrySource {
  /** Absolute. */
  readonly path: string;
  readonly provider: Provider;
  readonly kind: ReturnType<typeof kindOf>;
}

/**
 * Finds the entries of a report of Istanbul's kind, one after the other, so that a large one never is in memory as a
 * whole. Undefined for reports of another kind, and for everything that is wrong with one: whoever reads it as a whole
 * says what that is.
 *
 * @param known - what was found in an entry of these bytes before
 */
export function indexReport(
  report: string,
  options: ReadCoverageOptions,
  known: (sha256: string) => readonly EntrySource[] | undefined,
): readonly IndexedEntry[] | undefined {
  try {
    const file = openSync(report, "r");
    try {
      const places = scanEntries(file);
      const keys = new Set(places?.map((place) => readKey(file, place)));
      // Of two entries with one key JSON takes the last, in the place of the first; numbers come first of all.
      if (places === undefined || keys.size < places.length) return undefined;
      if ([...keys].some((key) => /^\d+$/.test(key))) return undefined;
      return places.map((place) => {
        const sha256 = hash("sha256", readBytes(file, place.keyStart, place.end));
        const sources = known(sha256) ?? listSources(readPlaced(file, place, { report, options }));
        return { place, sha256, sources };
      });
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Reads an entry that was indexed. */
export function readIndexed(
  report: string,
  { place }: IndexedEntry,
  options: ReadCoverageOptions,
): readonly FileHits[] {
  const file = openSync(report, "r");
  try {
    return readPlaced(file, place, { report, options });
  } finally {
    closeSync(file);
  }
}

interface Report {
  readonly report: string;
  readonly options: ReadCoverageOptions;
}

function readPlaced(
  file: number,
  place: EntryPlace,
  { report, options }: Report,
): readonly FileHits[] {
  const value: unknown = JSON.parse(readBytes(file, place.start, place.end).toString());
  if (!isRecord(value) || !("branchMap" in value)) throw new TypeError("Not of Istanbul's kind.");
  return readEntry(readKey(file, place), value).map((hits) => placeHits(hits, report, options));
}

function listSources(found: readonly FileHits[]): readonly EntrySource[] {
  return found.map((hits) => ({
    path: hits.path,
    provider: hits.provider,
    kind: kindOf(hits),
  }));
}

function readKey(file: number, { keyStart, keyEnd }: EntryPlace): string {
  return String(JSON.parse(readBytes(file, keyStart, keyEnd).toString()));
}
