import { expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { emptyProject } from "./room-project.ts";

const DECISION = "export const f = (a: boolean): number => (a ? 1 : 2);\n";

test("what the configuration leaves out stays out of a folder on the command line, unless that names it", () => {
  const { cwd, write } = emptyProject();
  write("package.json", JSON.stringify({ footlights: { paths: ["src", "!src/pages"] } }));
  write("src/room.ts", DECISION);
  write("src/pages/page.ts", DECISION);
  const listed = (...paths: string[]): readonly string[] =>
    footlights(["list", ...paths], { cwd }).stdout.match(/^src.*/gm) ?? [];

  expect(listed()).toEqual(["src/room.ts"]);
  expect(listed("src")).toEqual(["src/room.ts"]);
  expect(listed("src/pages")).toEqual(["src/pages/page.ts"]);
  expect(listed("src", "src/pages")).toEqual(["src/pages/page.ts", "src/room.ts"]);
});
