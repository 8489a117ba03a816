import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPatch } from "../../../analyzer/patch/find-patch.ts";
import { CLAMP, ROOM } from "./edits.ts";
import { listNewOutcomes } from "./new-outcomes.ts";
import { createRepository, openRepository, type Repository } from "./repository.ts";

const SIGN = "export const sign = (n: number): string => (n < 0 ? 'minus' : 'plus');\n";
const SIGN_WAYS = ["true", "false"];

/** The outcomes of {@link SIGN} in a file. */
const signIn = (path: string): readonly string[] =>
  SIGN_WAYS.map((way) => `${path} sign/cond-expr(n < 0):${way}`);

function committed(): Repository {
  const repository = createRepository();
  repository.commit({ "src/room.ts": ROOM, "src/clamp.ts": CLAMP, "src/sign.ts": SIGN });
  repository.git("tag", "before");
  return repository;
}

const addTo = (text: string): string =>
  text.replace('return "bye";', 'return message.text === "!" ? "bye!" : "bye";');
const ADDED = SIGN_WAYS.map((way) => `Room.handle/cond-expr(message.text === "!"):${way}`);

describe("nothing is new by", () => {
  test.each<[string, (repository: Repository) => void]>([
    [
      "the ends of all lines",
      ({ write }) => write({ "src/room.ts": ROOM.replaceAll("\n", "\r\n") }),
    ],
    [
      "the ends of lines that git converts",
      ({ git, write }) => {
        git("config", "core.autocrlf", "true");
        write({ "src/room.ts": ROOM.replaceAll("\n", "\r\n") });
        git("add", "--all");
      },
    ],
    ["a byte order mark", ({ write }) => write({ "src/room.ts": `\uFEFF${ROOM}` })],
    [
      "the mode of a file",
      ({ cwd, git }) => {
        chmodSync(join(cwd, "src/room.ts"), 0o755);
        git("add", "--all");
        expect(git("diff", "--cached", "--raw")).toContain("100755");
      },
    ],
    ["a deleted file", ({ git }) => git("rm", "--quiet", "src/sign.ts")],
    ["a file renamed by case", ({ git }) => git("mv", "src/sign.ts", "src/Sign.ts")],
    [
      "a file of JavaScript that is one of TypeScript now",
      ({ git, commit, write }) => {
        commit({ "src/old.js": "export const f = (x) => (x === 1 ? 1 : 0);\n" });
        git("tag", "--force", "before");
        git("mv", "src/old.js", "src/old.ts");
        write({ "src/old.ts": "export const f = (x: number): 0 | 1 => (x === 1 ? 1 : 0);\n" });
      },
    ],
    [
      "a file with an odd name that moved into a folder with an odd name",
      ({ git, commit, cwd }) => {
        commit({ 'src/ä "b"\t日本.ts': "export const f = (x: number) => (x === 1 ? 1 : 0);\n" });
        git("tag", "--force", "before");
        mkdirSync(join(cwd, "src/ñ ö"));
        git("mv", 'src/ä "b"\t日本.ts', "src/ñ ö/c.ts");
      },
    ],
    [
      "a commit that was reverted",
      ({ git, commit }) => {
        commit({ "src/room.ts": addTo(ROOM) });
        git("revert", "--no-edit", "HEAD");
      },
    ],
  ])("%s", async (_what, edit) => {
    const repository = committed();
    edit(repository);
    expect(await listNewOutcomes("before", repository.cwd)).toEqual([]);
  });
});

describe("exactly the new outcomes are new in", () => {
  test("a file that was renamed and edited, staged but not committed", async () => {
    const { cwd, git, write } = committed();
    git("mv", "src/room.ts", "src/lobby.ts");
    write({ "src/lobby.ts": addTo(ROOM) });
    git("add", "--all");
    expect(await listNewOutcomes("before", cwd)).toEqual(ADDED.map((id) => `src/lobby.ts ${id}`));
  });

  test("a file whose lines end differently now, and that was edited", async () => {
    const { cwd, commit } = committed();
    commit({ "src/room.ts": addTo(ROOM).replaceAll("\n", "\r\n") });
    expect(await listNewOutcomes("before", cwd)).toEqual(ADDED.map((id) => `src/room.ts ${id}`));
  });

  test("a detached HEAD", async () => {
    const { cwd, git, commit } = committed();
    commit({ "src/room.ts": addTo(ROOM) });
    git("checkout", "--quiet", "--detach");
    expect(await listNewOutcomes("before", cwd)).toEqual(ADDED.map((id) => `src/room.ts ${id}`));
    expect(await listNewOutcomes("HEAD", cwd)).toEqual([]);
  });

  test("branches that have merged the base since", async () => {
    const { cwd, git, commit } = committed();
    git("switch", "--quiet", "--create", "change");
    commit({ "src/room.ts": addTo(ROOM) });
    git("switch", "--quiet", "main");
    commit({ "src/theirs.ts": "export const f = (x: number) => (x === 1 ? 1 : 0);\n" });
    git("switch", "--quiet", "change");
    git("merge", "--quiet", "--no-edit", "main");
    expect(await listNewOutcomes("main", cwd)).toEqual(ADDED.map((id) => `src/room.ts ${id}`));
  });

  test("a copy of code that an edited file keeps, reported or not", async () => {
    const { cwd, write } = committed();
    write({ "src/sign.ts": `// edited\n${SIGN}`, "src/copy.ts": SIGN });
    expect(await listNewOutcomes("before", cwd)).toEqual(signIn("src/copy.ts"));
    expect(await listNewOutcomes("before", cwd, ["src/copy.ts"])).toEqual(signIn("src/copy.ts"));
  });

  test("a file that another one was written over", async () => {
    const { cwd, write } = committed();
    rmSync(join(cwd, "src/clamp.ts"));
    write({ "src/clamp.ts": SIGN });
    expect(await listNewOutcomes("before", cwd)).toEqual(signIn("src/clamp.ts"));
  });
});

function moved(): Repository {
  const repository = createRepository();
  repository.commit({ "packages/a/src/sign.ts": SIGN, "packages/b/src/clamp.ts": CLAMP });
  renameSync(
    join(repository.cwd, "packages/a/src/sign.ts"),
    join(repository.cwd, "packages/b/src/sign.ts"),
  );
  return repository;
}

describe("in a monorepo", () => {
  test("code that comes from another package is not new", async () => {
    const { cwd } = moved();
    expect(await listNewOutcomes("main", join(cwd, "packages/b"))).toEqual([]);
  });

  test("code that another package keeps is", async () => {
    const { cwd, write } = moved();
    write({ "packages/a/src/sign.ts": `// kept\n${SIGN}` });
    expect(await listNewOutcomes("main", join(cwd, "packages/b"))).toEqual(signIn("src/sign.ts"));
  });

  test("a working directory behind a link, and files beside it", async () => {
    const { cwd, write } = moved();
    symlinkSync(join(cwd, "packages/b"), join(cwd, "link"));
    write({ "packages/c/src/other.ts": SIGN.replaceAll("sign", "other") });
    const paths = ["src", "../c/src"];
    expect(await listNewOutcomes("main", join(cwd, "packages/b"), paths)).toEqual([
      "../c/src/other.ts other/cond-expr(n < 0):true",
      "../c/src/other.ts other/cond-expr(n < 0):false",
    ]);
    write({ "packages/b/src/clamp.ts": CLAMP.replace("value < low", "value <= low") });
    expect((await listNewOutcomes("main", join(cwd, "link"))).length).toBe(2);
  });
});

function withSubmodule(): { readonly inner: Repository; readonly outer: Repository } {
  const origin = createRepository();
  origin.commit({ "src/room.ts": ROOM });
  const outer = createRepository();
  outer.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", origin.cwd, "lib");
  outer.commit({ "src/clamp.ts": CLAMP });
  return { outer, inner: openRepository(join(outer.cwd, "lib")) };
}

describe("in a submodule", () => {
  test("what was committed there, and what was not, is new", async () => {
    const { outer, inner } = withSubmodule();
    expect(await listNewOutcomes("main", outer.cwd)).toEqual([]);
    inner.write({ "src/room.ts": addTo(ROOM) });
    const added = ADDED.map((id) => `lib/src/room.ts ${id}`);
    expect(await listNewOutcomes("main", outer.cwd)).toEqual(added);
    inner.commit({ "src/sign.ts": SIGN });
    expect(await listNewOutcomes("main", outer.cwd)).toEqual([
      ...added,
      ...signIn("lib/src/sign.ts"),
    ]);
    expect(await listNewOutcomes("main", inner.cwd)).toEqual([]);
    expect(await listNewOutcomes("HEAD~1", inner.cwd)).toHaveLength(4);
  });

  test("all of one that is new is new, but what moved into it", async () => {
    const { outer, inner } = withSubmodule();
    outer.git("tag", "with");
    outer.git("switch", "--quiet", "--orphan", "without");
    rmSync(inner.cwd, { recursive: true, force: true });
    outer.commit({ "src/clamp.ts": CLAMP, "src/room.ts": ROOM });
    outer.git("tag", "base");
    outer.git(
      "-c",
      "protocol.file.allow=always",
      "submodule",
      "add",
      "--quiet",
      "--force",
      inner.cwd.replace(/lib$/, ".git/modules/lib"),
      "lib",
    );
    expect((await listNewOutcomes("base", outer.cwd)).length).toBeGreaterThan(5);
    outer.git("rm", "--quiet", "src/room.ts");
    expect(await listNewOutcomes("base", outer.cwd)).toEqual([]);
  });

  test("a clone without the commit of the base is one error with the next step", async () => {
    const { outer, inner } = withSubmodule();
    inner.commit({ "src/sign.ts": SIGN });
    const base = outer.git("rev-parse", "HEAD:lib").trim();
    rmSync(join(outer.cwd, ".git/modules/lib/objects", base.slice(0, 2), base.slice(2)), {
      force: true,
    });
    rmSync(join(outer.cwd, ".git/modules/lib/objects/pack"), { recursive: true, force: true });
    await expect(findPatch("main", { profile: "full", files: [] }, outer.cwd)).rejects.toThrow(
      `Could not list what changed in the submodule "lib": found a clone without its commit ${base.slice(0, 10)}, expected the one that the base had. ` +
        'Fetch it first: "git -C lib fetch --unshallow", or fetch-depth: 0 and submodules: true in actions/checkout.',
    );
  });
});
