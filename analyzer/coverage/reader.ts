import type { FileHits } from "../findings.ts";
import type { RawFile } from "./raw-file.ts";

/** Understands the entries that one kind of writer puts into an Istanbul JSON report. */
export interface CoverageReader {
  /** Who writes such entries. */
  readonly name: string;
  /** Whether the entry is of this writer; the first reader of the list that says so reads it. */
  readonly recognises: (file: RawFile) => boolean;
  /** The counters by source file: several for one entry whose source map names several sources. */
  readonly read: (file: RawFile) => readonly FileHits[];
}
