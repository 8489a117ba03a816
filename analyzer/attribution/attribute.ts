import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { listCoverageFiles } from "../coverage/list-coverage-files.ts";
import { readCoverage, readEntry } from "../coverage/read-coverage.ts";
import { readReport } from "../coverage/read-report.ts";
import { joinFile } from "../join/join-file.ts";
import { matchFiles } from "../join/match-files.ts";
import { isRecord } from "../is-record.ts";
import type { FileInventory } from "../model.ts";
import { fillCounters, fits } from "./fill-counters.ts";
import type { CountedHits, CountedTest, TestsOverlay } from "./overlay.ts";
import { readOverlay } from "./read-overlay.ts";

/** A test that took an outcome. */
export interface Taker extends CountedTest {
  readonly hits: number;
}

/** Who took an outcome. */
export interface Takers {
  /** Tests that took it for certain, in the order of the run. */
  readonly tests: readonly Taker[];
  /** Tests during or after which it was taken for nobody who is known: actors that no scope watches, and what they leave. */
  readonly shared: readonly CountedTest[];
}

/** What is known of one file. */
export interface Attribution {
  /**
   * `none`: nobody wrote which test ran what. `v8`: nobody can, for V8 counts for the whole process, and what two reads of
   * its counts differ by is also of other tests and of work that earlier ones have left. `renumbered`: what was written
   * does not belong to this coverage.
   */
  readonly state: "known" | "none" | "v8" | "renumbered";
  readonly takers: ReadonlyMap<string, Takers>;
}

export interface AttributeOptions {
  readonly cwd: string;
  /** The coverage reports; an overlay is looked for beside each. */
  readonly coverage: readonly string[];
}

interface Draft {
  readonly tests: Taker[];
  readonly shared: Set<CountedTest>;
}

/**
 * Finds the tests that took each outcome of a file: the counters of each test are joined as those of the whole run are.
 *
 * @throws AnalyzerError as reading coverage does
 */
export async function attribute(
  file: FileInventory,
  { cwd, coverage }: AttributeOptions,
): Promise<Attribution> {
  const drafts = new Map<string, Draft>();
  const states: Attribution["state"][] = [];
  const text = await readFile(resolve(cwd, file.path), "utf8");
  for (const report of await listCoverageFiles(coverage, cwd)) {
    const overlay = await readOverlay(report, cwd);
    if (overlay === undefined || Object.keys(overlay.files).length === 0) {
      const { provider } = await readCoverage([report], { cwd });
      states.push(provider === "v8" ? "v8" : "none");
      continue;
    }
    const entries = await readReport(report, cwd);
    states.push(await addReport(drafts, { file, text, cwd }, { overlay, entries }));
  }
  const takers = [...drafts].map(
    ([id, { tests, shared }]) => [id, { tests, shared: [...shared] }] as const,
  );
  return { state: worst(states), takers: new Map(takers) };
}

function worst(states: readonly Attribution["state"][]): Attribution["state"] {
  return (["renumbered", "v8", "none"] as const).find((bad) => states.includes(bad)) ?? "known";
}

interface Subject {
  readonly file: FileInventory;
  readonly text: string;
  readonly cwd: string;
}

interface ReportEntries {
  readonly overlay: TestsOverlay;
  readonly entries: Readonly<Record<string, unknown>>;
}

async function addReport(
  drafts: Map<string, Draft>,
  subject: Subject,
  { overlay, entries }: ReportEntries,
): Promise<Attribution["state"]> {
  const found = await findEntry(subject, entries);
  const counted = found && overlay.files[found.path];
  if (!found || !counted) return "known"; // nothing of the file ran
  if (!fits(found.entry, counted.sizes)) return "renumbered";
  const take = (hits: readonly CountedHits[]): ReadonlyMap<string, number> =>
    listTaken(subject, found.path, fillCounters(found.entry, hits));
  for (const hits of counted.hits.filter(({ certain }) => certain)) {
    const [index = -1] = hits.tests;
    const test = overlay.tests[index];
    if (test)
      for (const [id, count] of take([hits]))
        draftOf(drafts, id).tests.push({ ...test, hits: count });
  }
  const shared = counted.hits.filter(({ certain }) => !certain);
  const during = shared.map((hits) => ({ hits, taken: take([hits]) }));
  // Together: what one of them began, another may have ended.
  for (const id of take(shared).keys()) {
    const groups = during.filter(({ taken }) => taken.has(id));
    const { shared: known } = draftOf(drafts, id);
    for (const { hits } of groups.length > 0 ? groups : during)
      for (const index of hits.tests) {
        const test = overlay.tests[index];
        if (test) known.add(test);
      }
  }
  return "known";
}

function draftOf(drafts: Map<string, Draft>, id: string): Draft {
  const known = drafts.get(id) ?? { tests: [], shared: new Set() };
  drafts.set(id, known);
  return known;
}

interface FoundEntry {
  readonly path: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

/** The entry of a report that is about a file, also where the report was made elsewhere. */
async function findEntry(
  { file, cwd }: Subject,
  entries: Readonly<Record<string, unknown>>,
): Promise<FoundEntry | undefined> {
  const named = Object.entries(entries).map(([key, entry]) => ({
    path: resolve(cwd, key),
    key,
    entry,
  }));
  const { byPath } = await matchFiles([file], named, cwd);
  const [found] = byPath.get(file.path) ?? [];
  return found && isRecord(found.entry) ? { path: found.key, entry: found.entry } : undefined;
}

/** The outcomes that were taken, with how often. */
function listTaken(
  { file, text }: Subject,
  path: string,
  entry: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, number> {
  const [hits] = readEntry(path, entry);
  const { findings } = joinFile(file, hits, text);
  return new Map(
    findings.flatMap(({ outcome, status }) =>
      status.status !== "unknown" && (status.hits ?? 1) > 0
        ? [[outcome.id, status.hits ?? 1] as const]
        : [],
    ),
  );
}
