import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findSources } from "../../../analyzer/sources/find-sources.ts";

/** Every name that is left out somewhere, and its like that is not. */
const paths = [
  "room.ts",
  "room.test.ts",
  "room.spec.tsx",
  "room.test-d.ts",
  "room.d.ts",
  "style.d.css.ts",
  "testing.ts",
  "notes.md",
  ".hidden.ts",
  "src/a.mts",
  "src/b.cjs",
  "src/c.jsx",
  "src/coverage/x.ts",
  "src/dist/x.ts",
  "src/distance/x.ts",
  "src/test/x.ts",
  "src/tests/x.ts",
  "src/__tests__/x.ts",
  "src/.cache/x.ts",
  "node_modules/hono/x.ts",
  "node_modules/hono/x.d.ts",
  "node_modules/hono/dist/x.js",
  "node_modules/hono/node_modules/y/y.js",
  "[slug]/page.ts",
];

function tree(): string {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-tree-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  for (const path of paths) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), "");
  }
  symlinkSync("..", join(cwd, "src/loop"));
  symlinkSync("../room.ts", join(cwd, "src/link.ts"));
  return cwd;
}

test.each([".", "src", "src/", "./src", "node_modules/hono", "src/test", "src/coverage", "[slug]"])(
  "a folder is searched by names as it is by globs: %s",
  async (folder) => {
    const cwd = tree();
    const byName = await findSources({ cwd, patterns: [folder] });
    // A pattern that leaves out takes the way over globs; this one leaves out nothing.
    const byGlob = await findSources({ cwd, patterns: [folder, "!nowhere/**"] });
    expect(byName).toEqual(byGlob);
    expect(byName.length).toBeGreaterThan(0);
  },
);

test("a folder outside the working directory is named from there", async () => {
  const cwd = tree();
  const found = await findSources({ cwd: join(cwd, "src"), patterns: ["../[slug]"] });
  expect(found).toEqual(["../[slug]/page.ts"]);
});
