import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Patch } from "../gate/patch.ts";
import type { Profile } from "../model.ts";
import { findBase } from "./find-base.ts";
import { type Changes, listChanges, readTexts } from "./list-changes.ts";
import { listNew } from "./list-new.ts";

/** The outcomes of some files, as a report or a listing has them. */
export interface Outcomes {
  readonly profile: Profile;
  readonly files: readonly {
    readonly path: string;
    readonly decisions: readonly { readonly outcomes: readonly { readonly id: string }[] }[];
  }[];
}

/**
 * What is new in a report against the merge base of HEAD and a ref: the outcomes whose id the changed files did not have
 * there, nor any other file of the repository that has lost it since. An id holds the unit's name, the condition and the outcomes around, so that moved, re-indented or
 * commented code is not new; the second copy of a piece of code is.
 *
 * @throws AnalyzerError "usage" where git cannot tell
 */
export async function findPatch(ref: string, report: Outcomes, cwd: string): Promise<Patch> {
  const base = findBase(ref, cwd);
  const changes = listChanges(base, cwd);
  const reported = new Map(report.files.map((file) => [file.path, file]));
  const now = new Map<string, readonly string[]>();
  const before = new Map<string, readonly string[]>();
  for (const change of changes) {
    const files = change.files.filter(({ path }) => reported.has(path));
    for (const { path } of files) now.set(path, idsOf(reported.get(path)?.decisions ?? []));
    await addIds(before, readTexts(change, files), report.profile);
  }
  if (listNew(before, now).size > 0) {
    for (const change of changes)
      await addOthers({ before, now }, change, { reported, report, cwd });
  }
  const isNew = listNew(before, now);
  return { base: ref, isNew: (path, id) => isNew.get(path)?.has(id) === true };
}

interface Sides {
  readonly before: Map<string, readonly string[]>;
  readonly now: Map<string, readonly string[]>;
}

interface Reported {
  readonly reported: ReadonlyMap<string, unknown>;
  readonly report: Outcomes;
  readonly cwd: string;
}

/** Adds what files had that are not reported, and have: only what they have lost can have come from there. */
async function addOthers(
  { before, now }: Sides,
  change: Changes,
  { reported, report: { profile }, cwd }: Reported,
): Promise<void> {
  const others = change.files.filter(({ path }) => !reported.has(path));
  const texts = readTexts(change, others);
  await addIds(before, texts, profile);
  const present = [...texts.keys()].flatMap((path) => {
    const file = resolve(cwd, path);
    return existsSync(file) ? [[path, readFileSync(file, "utf8")] as const] : [];
  });
  await addIds(now, new Map(present), profile);
}

async function addIds(
  ids: Map<string, readonly string[]>,
  texts: ReadonlyMap<string, string>,
  profile: Profile,
): Promise<void> {
  if (texts.size === 0) return;
  // Loaded where something changed: the parser is by far the largest thing to load.
  const { listFile } = await import("../inventory/index.ts");
  for (const [path, text] of texts) {
    const found = listFile(path, text, profile);
    if (!("reason" in found)) ids.set(path, idsOf(found.decisions));
  }
}

function idsOf(decisions: Outcomes["files"][number]["decisions"]): readonly string[] {
  return decisions.flatMap(({ outcomes }) => outcomes.map(({ id }) => id));
}
