import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPatch, type Outcomes } from "../../../analyzer/patch/find-patch.ts";
import { listProject } from "../../../analyzer/list-project.ts";
import { createRepository, openRepository, type Repository } from "./repository.ts";

const nothing: Outcomes = { profile: "full", files: [] };
const branch = (n: number): string => `export const f${n} = (x: number) => (x > ${n} ? 1 : 0);\n`;

async function isNewIn(repository: Repository, base: string): Promise<readonly string[]> {
  const { cwd } = repository;
  const listing = await listProject({ cwd, cache: false });
  const { isNew } = await findPatch(base, listing, cwd);
  return listing.files
    .filter(({ path, decisions }) =>
      decisions.some((d) => d.outcomes.some(({ id }) => isNew(path, id))),
    )
    .map(({ path }) => path);
}

describe("a change", () => {
  test("begins where the branches part: what the base did since is not of it", async () => {
    const repository = createRepository();
    const { git, commit } = repository;
    commit({ "a.ts": branch(1) });
    git("switch", "--quiet", "--create", "change");
    commit({ "mine.ts": branch(2) });
    git("switch", "--quiet", "main");
    commit({ "theirs.ts": branch(3), "a.ts": branch(4) });
    git("switch", "--quiet", "change");
    expect(await isNewIn(repository, "main")).toEqual(["mine.ts"]);
  });

  test("is what is committed, staged, edited and not yet known to git", async () => {
    const repository = createRepository();
    const { git, commit, write } = repository;
    commit({ "a.ts": branch(1), "b.ts": branch(2), ".gitignore": "ignored.ts\n" });
    git("tag", "before");
    commit({ "committed.ts": branch(3) });
    write({ "staged.ts": branch(4) });
    git("add", "staged.ts");
    write({ "a.ts": branch(5), "unknown.ts": branch(6), "ignored.ts": branch(7) });
    expect(await isNewIn(repository, "before")).toEqual([
      "a.ts",
      "committed.ts",
      "staged.ts",
      "unknown.ts",
    ]);
  });

  test("is looked for below the working directory, with paths as reports have them", async () => {
    const { cwd, commit, write } = createRepository();
    commit({ "packages/a/src/x y.ts": branch(1), "packages/b/src/ü.ts": branch(2) });
    write({ "packages/a/src/x y.ts": branch(3), "packages/b/src/ü.ts": branch(4) });
    const inside = openRepository(join(cwd, "packages/b"));
    expect(await isNewIn(inside, "main")).toEqual(["src/ü.ts"]);
  });

  test("leaves the repository as it was, and runs nothing that its configuration names", async () => {
    const { cwd, git, commit, write } = createRepository();
    commit({ "a.ts": branch(1), ".gitattributes": "*.ts diff=evil\n" });
    for (const key of [
      "core.fsmonitor",
      "diff.evil.textconv",
      "diff.evil.command",
      "diff.external",
    ]) {
      git("config", key, "touch ran;");
    }
    write({ "a.ts": branch(2) });
    const index = join(cwd, ".git/index");
    const before = [readFileSync(index), statSync(index).mtimeMs];
    expect(await isNewIn(openRepository(cwd), "main")).toEqual(["a.ts"]);
    expect([readFileSync(index), statSync(index).mtimeMs]).toEqual(before);
    expect(spawnSync("ls", { cwd, encoding: "utf8" }).stdout).toBe("a.ts\n");
  });
});

async function expectRefusal(base: string, cwd: string, message: string): Promise<void> {
  await expect(findPatch(base, nothing, cwd)).rejects.toMatchObject({ code: "usage", message });
}

describe("what git cannot tell is one error with the next step", () => {
  const SHARED = "expected a branch, tag or commit that shares history with HEAD.";

  test("a folder in no repository", async () => {
    const { cwd } = createRepository();
    spawnSync("rm", ["-rf", join(cwd, ".git")]);
    await expectRefusal(
      "main",
      cwd,
      `Could not compare with "main": found a folder that is in no git repository, ${SHARED} Run it in a clone, or leave out --base.`,
    );
  });

  test.each(["nowhere", "-rf", "--output=x"])("the ref %s", async (ref) => {
    const { cwd, commit } = createRepository();
    commit({ "a.ts": branch(1) });
    await expectRefusal(
      ref,
      cwd,
      `Could not compare with "${ref}": found no such ref, ${SHARED} Fetch it first ("git fetch --all --tags"; in a CI job, clone with the whole history: fetch-depth: 0), or correct its name.`,
    );
  });

  test("a branch of the remote that was not fetched", async () => {
    const { cwd, git, commit } = createRepository();
    commit({ "a.ts": branch(1) });
    git("remote", "add", "origin", cwd);
    await expectRefusal(
      "origin/next",
      cwd,
      `Could not compare with "origin/next": found no such ref, ${SHARED} Fetch it first ("git fetch origin next"; in a CI job, clone with the whole history: fetch-depth: 0), or correct its name.`,
    );
  });

  test("a shallow clone without the common commit", async () => {
    const origin = createRepository();
    origin.commit({ "a.ts": branch(1) });
    origin.git("switch", "--quiet", "--create", "change");
    origin.commit({ "a.ts": branch(2) });
    origin.git("switch", "--quiet", "main");
    origin.commit({ "a.ts": branch(3) });
    const clone = createRepository();
    clone.git("remote", "add", "origin", `file://${origin.cwd}`);
    clone.git("fetch", "--quiet", "--depth=1", "origin", "main", "change");
    clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");
    clone.git("fetch", "--quiet", "--depth=1", "origin", "change:refs/remotes/origin/change");
    clone.git("switch", "--quiet", "--create", "change", "origin/change");
    await expectRefusal(
      "origin/main",
      clone.cwd,
      `Could not compare with "origin/main": found a shallow clone without their common commit, ${SHARED} Fetch the history: "git fetch --unshallow", or fetch-depth: 0 in actions/checkout.`,
    );
  });

  test("a branch without a commit", async () => {
    const { cwd, git, commit } = createRepository();
    commit({ "a.ts": branch(1) });
    git("switch", "--quiet", "--orphan", "empty");
    await expectRefusal(
      "main",
      cwd,
      `Could not compare with "main": found no commit on the current branch, ${SHARED} Commit first, or leave out --base.`,
    );
  });

  test("a branch of another history", async () => {
    const { cwd, git, commit } = createRepository();
    commit({ "a.ts": branch(1) });
    git("switch", "--quiet", "--orphan", "other");
    writeFileSync(join(cwd, "b.ts"), branch(2));
    commit({});
    await expectRefusal(
      "main",
      cwd,
      `Could not compare with "main": found no common commit with HEAD, ${SHARED} Name a ref of the same history.`,
    );
  });
});
