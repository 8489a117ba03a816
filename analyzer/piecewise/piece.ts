import type { Unmatched } from "../findings.ts";
import type { ReportDecision, ReportFile, Totals } from "../report/document.ts";
import type { ReportedFile } from "../report/build-report.ts";
import { noteDigest, type ReasonCount } from "../report/file-digest.ts";
import type { Owned } from "../report/report-actors.ts";
import { isPacked, unpackDecisions } from "./packed-decisions.ts";
import type { Spool, SpoolPlace } from "./spool.ts";

/** What stays in memory of a file: its numbers. All else is in the spool. */
export interface Piece {
  /** As the report has it. */
  readonly path: string;
  readonly sha256: string;
  readonly measured: boolean;
  readonly totals: Totals;
  readonly units: number;
  readonly decisionCount: number;
  readonly siteCount: number;
  readonly unmatched: readonly Unmatched[];
  readonly reasons: readonly ReasonCount[];
  /** Of the actors that may own something here. */
  readonly owned: readonly Owned[];
  readonly gaps: number;
  readonly decisions: SpoolPlace;
  readonly missed: SpoolPlace;
}

/** A file of a report, as far as its piece tells; its decisions are read each time that they are asked for. */
export function openPiece(piece: Piece, spool: Spool): ReportedFile {
  const { path, sha256, measured, totals, units, decisionCount, unmatched } = piece;
  const file: ReportFile = {
    path,
    sha256,
    measured,
    totals,
    get decisions() {
      return readDecisions(spool, piece.decisions);
    },
  };
  const { gaps, reasons, missed } = piece;
  noteDigest(file, { gaps, reasons, missed: () => readDecisions(spool, missed) });
  return { file, units, decisions: decisionCount, unmatched };
}

function readDecisions(spool: Spool, place: SpoolPlace): readonly ReportDecision[] {
  const found = spool.get(place);
  if (!isPacked(found)) throw new TypeError("The kept report has another shape.");
  return unpackDecisions(found);
}
