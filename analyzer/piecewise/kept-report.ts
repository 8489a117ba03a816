import { copyFileSync, renameSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { chooseCacheFolder, makeCacheFolder } from "../cache/cache-folder.ts";
import { computeCacheKey } from "../cache/cache-key.ts";
import { forgetOldest } from "../cache/forget-oldest.ts";
import { type KeptIndex, readIndex, writeIndex } from "./kept-index.ts";
import { openSpool, openTemporarySpool, type Spool } from "./spool.ts";

/** The report that was made before, and the place for the one that is being made. */
export interface KeptReport {
  /** Undefined where there is none, or not of this question. */
  readonly index: KeptIndex | undefined;
  /** Holds what the index names, and takes what is made anew. */
  readonly spool: Spool;
  /** Takes the place of what was kept; what is wrong then is no error, but costs the next run its time. */
  readonly save: (index: Omit<KeptIndex, "key">) => void;
  readonly close: () => void;
}

/** Reports that are kept; the oldest go first. */
const MOST_KEPT = 4;
/** A spool with so many times what is of use in it is made anew. */
const MOST_WASTE = 3;
const LEAST_BYTES = 1_000_000;

/** Opens what is kept of one question: `asked` holds all that the answer depends on beside files. */
export function openKeptReport(cwd: string, asked: unknown): KeptReport {
  const place = chooseCacheFolder(cwd);
  const key = JSON.stringify([computeCacheKey(), cwd, asked]);
  const path = join(place.folder, `report-${crc32(key).toString(16)}.cache`);
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    makeCacheFolder(place);
    const { index, spool } = openFresh(path, fresh, key);
    let isSaved = false;
    return {
      index,
      spool,
      save: (content) => {
        try {
          writeIndex(fresh, spool.length, { key, ...content });
          renameSync(fresh, path);
          isSaved = true;
          forgetOldest(place.folder, "report", MOST_KEPT);
        } catch {
          // The next run starts from nothing.
        }
      },
      close: () => {
        spool.close();
        if (!isSaved) rmSync(fresh, { force: true });
      },
    };
  } catch {
    return openNothingKept();
  }
}

/** For those who keep nothing, and where nothing can be written beside the project. */
export function openNothingKept(): KeptReport {
  const spool = openTemporarySpool();
  return { index: undefined, spool, save: () => undefined, close: spool.close };
}

function openFresh(path: string, fresh: string, key: string): Pick<KeptReport, "index" | "spool"> {
  const kept = readIndex(path, key);
  if (kept === undefined || isWasteful(kept.index, kept.offset))
    return { index: undefined, spool: openSpool(fresh, 0) };
  copyFileSync(path, fresh);
  truncateSync(fresh, kept.offset);
  return { index: kept.index, spool: openSpool(fresh, kept.offset) };
}

function isWasteful({ files }: KeptIndex, length: number): boolean {
  const used = files.reduce((sum, { result }) => {
    if ("skipped" in result) return sum;
    const { decisions, missed } = result.piece;
    return sum + decisions[1] + missed[1];
  }, 0);
  return length > used * MOST_WASTE + LEAST_BYTES;
}
