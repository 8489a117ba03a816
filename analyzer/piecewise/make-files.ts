import { assertTrusted, type JudgedFile } from "../join/assert-trusted.ts";
import type { JoinedFile } from "../findings.ts";
import type { StaleFile } from "../join/join-coverage.ts";
import type { KeptFile } from "./kept-index.ts";
import type { Workplace } from "./workplace.ts";

/**
 * Makes the piece of each file that changed, and takes all others as they are. Resolves with the files that the compiler
 * has to be asked about.
 *
 * @throws AnalyzerError with the code "untrusted-..." where the coverage is not of this source
 */
export async function makeFiles(place: Workplace): Promise<readonly string[]> {
  const { subject, facts, results, onProgress } = place;
  const { listed, notListed } = subject;
  const actors = await place.listActors();
  const waiting: string[] = [];
  const judged: JudgedFile[] = [];
  const stale: StaleFile[] = [];
  for (const [index, path] of listed.entries()) {
    const known = facts.fileOf(path);
    if (known && isKept(known, place, actors.paths)) {
      results.set(path, known);
      if (known.marks !== undefined) waiting.push(path);
      judged.push(...judgePiece(known));
      continue;
    }
    onProgress?.(`reading ${index + 1} of ${listed.length} files`);
    const workshop = await place.openWorkshop();
    const opened = workshop.open(path);
    if ("reason" in opened) {
      results.set(path, { ...ownOf(place, path), result: { skipped: opened.reason } });
      continue;
    }
    const { joined, found } = opened;
    judged.push(judge(joined));
    if (found !== undefined) stale.push({ path, found });
    // Nobody will read words about coverage of another text.
    if (stale.length > 0) continue;
    const made = workshop.make(joined);
    if (made === undefined) waiting.push(path);
    else {
      const { piece, sources } = made;
      results.set(path, { ...ownOf(place, path), sources, result: { piece } });
    }
  }
  assertTrusted({ files: judged, stale, notListed });
  return waiting;
}

function ownOf(
  place: Workplace,
  path: string,
): Pick<KeptFile, "path" | "own" | "sources" | "marks"> {
  return { path, own: place.ownOf(path), sources: [path], marks: undefined };
}

function isKept(
  { path, own, sources }: KeptFile,
  { facts, areActors, ownOf }: Workplace,
  actorPaths: ReadonlySet<string>,
): boolean {
  if (own !== ownOf(path) || sources.some(facts.hasChanged)) return false;
  if (areActors) return true;
  return !actorPaths.has(path) && facts.index?.actorPaths.includes(path) !== true;
}

function judge({ inventory, measured, unmatched }: JoinedFile): JudgedFile {
  const { path, sites } = inventory;
  return { inventory: { path, sites: { length: sites.length } }, measured, unmatched };
}

function judgePiece({ path, result }: KeptFile): readonly JudgedFile[] {
  if ("skipped" in result) return [];
  const { siteCount, measured, unmatched } = result.piece;
  return [{ inventory: { path, sites: { length: siteCount } }, measured, unmatched }];
}
