import { expect, test } from "vitest";
import { CLAMP, edits, ROOM } from "./edits.ts";
import { listNewOutcomes } from "./new-outcomes.ts";
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
