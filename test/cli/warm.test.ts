import { readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { type Project, roomProject } from "./room-project.ts";

/** Writes the place of each module that is loaded into a file. */
const SPY = `import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    appendFileSync(process.env.SPY, url + "\\n");
    return next(url, context);
  },
});
`;

/** The modules that a listing loads, one a line. */
function modulesOf({ cwd, write }: Project): string {
  write(".spy/spy.mjs", SPY);
  write(".spy/modules", "");
  const env = {
    NODE_OPTIONS: `--import ${join(cwd, ".spy/spy.mjs")}`,
    SPY: join(cwd, ".spy/modules"),
  };
  expect(footlights(["list", "src"], { cwd, env }).status).toBe(0);
  return readFileSync(join(cwd, ".spy/modules"), "utf8");
}

test("a listing of unchanged files does not load the parser", () => {
  const project = roomProject();
  utimesSync(join(project.cwd, "src/room.ts"), 1_000_000_000.5, 1_000_000_000.5);
  expect(modulesOf(project)).toContain("/ts-morph/");
  const modules = modulesOf(project);
  expect(modules).toContain("/cli/main.ts");
  expect(modules).not.toMatch(/ts-morph|tinyglobby|inventory/);
  project.write("src/lobby.ts", "export const open = true;\n");
  expect(modulesOf(project)).toContain("/ts-morph/");
});
