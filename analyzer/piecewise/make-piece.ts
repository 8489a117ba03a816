import type { JoinedFile } from "../findings.ts";
import { countGaps } from "../render/gaps.ts";
import { type FileParts, reportFile } from "../report/build-report.ts";
import { countReasons, listMissedDecisions } from "../report/file-digest.ts";
import { listOwned } from "../report/report-actors.ts";
import { packDecisions } from "./packed-decisions.ts";
import type { Piece } from "./piece.ts";
import type { Spool } from "./spool.ts";

/**
 * Puts what a report says of one file into the spool.
 *
 * @param mayBeOwned - whether an actor stands in the file, or reaches it
 */
export function makePiece(
  joined: JoinedFile,
  parts: FileParts,
  { spool, mayBeOwned }: { readonly spool: Spool; readonly mayBeOwned: boolean },
): Piece {
  const file = reportFile(joined, parts);
  const { path, sha256, measured, totals, decisions } = file;
  return {
    path,
    sha256,
    measured,
    totals,
    units: joined.inventory.units.length,
    decisionCount: decisions.length,
    siteCount: joined.inventory.sites.length,
    unmatched: joined.unmatched,
    reasons: countReasons(file),
    owned: mayBeOwned ? listOwned(file) : [],
    gaps: countGaps(file),
    decisions: spool.put(packDecisions(decisions)),
    missed: spool.put(packDecisions(listMissedDecisions(file))),
  };
}
