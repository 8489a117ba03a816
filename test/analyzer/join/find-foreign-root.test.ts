import { expect, test } from "vitest";
import { findForeignRoot } from "../../../analyzer/join/find-foreign-root.ts";

test("finds the folder in which the report was made", () => {
  expect(
    findForeignRoot(
      ["src/room.ts", "src/lib/clock.ts"],
      ["/ci/repo/src/room.ts", "/ci/repo/src/lib/clock.ts", "/ci/repo/src/other.ts"],
    ),
  ).toBe("/ci/repo");
});

test("never takes a like-named file in another folder for a listed one", () => {
  expect(findForeignRoot(["src/room.ts"], ["/ci/repo/lib/room.ts"])).toBeUndefined();
});

test("takes the folder that explains most files", () => {
  expect(
    findForeignRoot(
      ["index.ts", "src/a.ts", "src/b.ts"],
      ["/ci/index.ts", "/ci/src/a.ts", "/ci/src/b.ts", "/ci/src/index.ts"],
    ),
  ).toBe("/ci");
});

test("takes none where two folders explain as many", () => {
  const reported = ["/ci/one/src/a.ts", "/ci/two/src/a.ts"];
  expect(findForeignRoot(["src/a.ts"], reported)).toBeUndefined();
});

test("takes a drive for a folder", () => {
  expect(findForeignRoot(["src/a.ts"], ["d:/work/src/a.ts"])).toBe("d:/work");
});
