import { expect, test } from "vitest";
import { listProject } from "../../../analyzer/list-project.ts";
import { findPatch } from "../../../analyzer/patch/find-patch.ts";
import { CLAMP, edits, ROOM } from "./edits.ts";
import { createRepository, type Repository } from "./repository.ts";

test.each(edits)("%s", async (_what, files, expected) => {
  const { cwd, write } = committed();
  write(files);
  expect(await listNewOutcomes("main", cwd)).toEqual(expected);
});

function committed(): Repository {
  const repository = createRepository();
  repository.commit({ "src/room.ts": ROOM, "src/clamp.ts": CLAMP });
  return repository;
}

async function listNewOutcomes(base: string, cwd: string): Promise<readonly string[]> {
  const listing = await listProject({ cwd, cache: false });
  const { isNew } = await findPatch(base, listing, cwd);
  return listing.files.flatMap(({ path, decisions }) =>
    decisions.flatMap(({ alias, outcomes }) =>
      outcomes.filter(({ id }) => isNew(path, id)).map(({ label }) => `${path} ${alias}:${label}`),
    ),
  );
}
