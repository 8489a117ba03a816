import type { ReportFile, ReportOutcome } from "../report/document.ts";

/** The outcomes that a change made: new by their id, wherever they stand. */
export interface Patch {
  /** What is compared with, as the user named it: `origin/main`. */
  readonly base: string;
  readonly isNew: (path: ReportFile["path"], id: ReportOutcome["id"]) => boolean;
}
