import type { Provider } from "../findings.ts";
import type { SkippedFile } from "../model.ts";
import { assembleReport } from "../report/build-report.ts";
import type { Report } from "../report/document.ts";
import { listActors } from "../report/report-actors.ts";
import type { FoundActors, Workplace } from "./workplace.ts";
import { openPiece, type Piece } from "./piece.ts";

/** Puts the report together from its pieces. */
export function assemble(
  { subject, results, spool, profile }: Workplace,
  { actors }: FoundActors,
  provider: Provider,
): Report {
  const pieces: Piece[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of subject.listed) {
    const result = results.get(path)?.result;
    if (result === undefined) continue;
    if ("piece" in result) pieces.push(result.piece);
    else skipped.push({ path, reason: result.skipped });
  }
  const listed = new Set(pieces.map(({ path }) => path));
  const owned = pieces.flatMap((piece) => piece.owned);
  return assembleReport(
    pieces.map((piece) => openPiece(piece, spool)),
    { profile, provider, actors: listActors(actors, listed, owned), skipped },
  );
}
