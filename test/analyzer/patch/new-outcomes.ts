import { findPatch } from "../../../analyzer/patch/find-patch.ts";
import { listProject } from "../../../analyzer/list-project.ts";

/** The outcomes that are new since a commit, by file and name. */
export async function listNewOutcomes(
  base: string,
  cwd: string,
  paths?: readonly string[],
): Promise<readonly string[]> {
  const listing = await listProject({ cwd, cache: false, ...(paths && { paths }) });
  const { isNew } = await findPatch(base, listing, cwd);
  return listing.files.flatMap(({ path, decisions }) =>
    decisions.flatMap(({ alias, outcomes }) =>
      outcomes.filter(({ id }) => isNew(path, id)).map(({ label }) => `${path} ${alias}:${label}`),
    ),
  );
}
