import type { Patch } from "../gate/patch.ts";
import type { Profile } from "../model.ts";
import { findBase } from "./find-base.ts";
import { listChanges, readTexts } from "./list-changes.ts";
import { listNew, type Places } from "./list-new.ts";

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
 * there. An id holds the unit's name, the condition and the outcomes around, so that moved, re-indented or
 * commented code is not new; the second copy of a piece of code is.
 *
 * @throws AnalyzerError "usage" where git cannot tell
 */
export async function findPatch(ref: string, report: Outcomes, cwd: string): Promise<Patch> {
  const base = findBase(ref, cwd);
  const changes = listChanges(base, cwd);
  const isChanged = new Set(changes);
  const now = new Map(
    report.files
      .filter(({ path }) => isChanged.has(path))
      .map(({ path, decisions }) => [
        path,
        decisions.flatMap(({ outcomes }) => outcomes.map(({ id }) => id)),
      ]),
  );
  const before = await listIds(readTexts(base, changes, cwd), report.profile);
  const isNew = listNew(before, now);
  return { base: ref, isNew: (path, id) => isNew.get(path)?.has(id) === true };
}

async function listIds(texts: ReadonlyMap<string, string>, profile: Profile): Promise<Places> {
  const ids = new Map<string, readonly string[]>();
  if (texts.size === 0) return ids;
  // Loaded where something changed: the parser is by far the largest thing to load.
  const { listFile } = await import("../inventory/index.ts");
  for (const [path, text] of texts) {
    const found = listFile(path, text, profile);
    if ("reason" in found) continue;
    ids.set(
      path,
      found.decisions.flatMap(({ outcomes }) => outcomes.map(({ id }) => id)),
    );
  }
  return ids;
}
