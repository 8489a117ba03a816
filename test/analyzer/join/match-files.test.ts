import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matchFiles } from "../../../analyzer/join/match-files.ts";
import type { FileHits } from "../../../analyzer/findings.ts";
import { createTemporary } from "./constructs.ts";

const createHits = (path: string): FileHits => ({
  path,
  provider: "istanbul",
  branches: [],
  statements: [],
  functions: [],
  runs: [],
});

async function match(listed: readonly string[], reported: readonly string[], cwd = "/repo") {
  const files = listed.map((path) => ({ path }));
  const { byPath, notListed } = await matchFiles(
    files,
    reported.map((path) => createHits(path)),
    cwd,
  );
  return {
    found: Object.fromEntries([...byPath].map(([path, [hits]]) => [path, hits.path])),
    notListed: notListed.map(({ path }) => path),
  };
}

test("matches absolute paths", async () => {
  expect(await match(["src/a.ts", "src/b.ts"], ["/repo/src/a.ts", "/other/c.ts"])).toEqual({
    found: { "src/a.ts": "/repo/src/a.ts" },
    notListed: ["/other/c.ts"],
  });
});

test("matches a report that was made in another folder", async () => {
  expect(await match(["src/a.ts"], ["/home/runner/work/repo/src/a.ts"])).toEqual({
    found: { "src/a.ts": "/home/runner/work/repo/src/a.ts" },
    notListed: [],
  });
});

test("matches a report that was made on Windows", async () => {
  expect(await match(["src/a.ts"], [String.raw`D:\work\src\a.ts`])).toEqual({
    found: { "src/a.ts": String.raw`D:\work\src\a.ts` },
    notListed: [],
  });
});

test("looks elsewhere only where nothing is here", async () => {
  const { notListed } = await match(["src/a.ts", "src/b.ts"], ["/repo/src/a.ts", "/ci/src/b.ts"]);
  expect(notListed).toEqual(["/ci/src/b.ts"]);
});

test("follows links on both sides", async () => {
  await using folder = await createTemporary();
  await mkdir(join(folder.path, "real/src"), { recursive: true });
  await writeFile(join(folder.path, "real/src/a.ts"), "");
  await symlink(join(folder.path, "real"), join(folder.path, "link"), "junction");
  const [real, link] = [join(folder.path, "real"), join(folder.path, "link")];
  const inReal = await match(["src/a.ts"], [join(real, "src/a.ts")], link);
  const inLink = await match(["src/a.ts"], [join(link, "src/a.ts")], real);
  expect([inReal.notListed, inLink.notListed]).toEqual([[], []]);
});

test("finds both names of one file", async () => {
  await using folder = await createTemporary();
  await writeFile(join(folder.path, "a.ts"), "");
  await symlink(join(folder.path, "a.ts"), join(folder.path, "b.ts"), "file");
  const reported = ["a.ts", "b.ts"].map((name) => createHits(join(folder.path, name)));
  const { byPath } = await matchFiles([{ path: "a.ts" }], reported, folder.path);
  expect(byPath.get("a.ts")).toEqual(reported);
});
