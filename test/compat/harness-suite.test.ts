import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { install, installations, packPackage, runVitest } from "./installations.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** What does not run inside workerd, or needs libraries that the projects do not have. */
const LEFT_OUT = /\/(?:node|measured|schemas\.test\.ts)$/;
/** What the suite reads besides itself: the texts that it proves. */
const READ = ["harness", "README.md"];

let home: string;
let packed: string;

beforeAll(async () => {
  home = mkdtempSync(join(realpathSync(tmpdir()), "footlights-compat-"));
  packed = await packPackage(home);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

test.each(installations)("the harness's own suite passes in $name", async ({ name }) => {
  const project = await install(name, home, packed);
  cpSync(join(root, "test", "harness"), join(project, "test", "harness"), {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(path),
  });
  for (const path of READ) cpSync(join(root, path), join(project, path), { recursive: true });
  const { status, output } = await runVitest(project, "--mode", "harness");
  expect(output).toMatch(/Tests\s+\d+ passed \(\d+\)/);
  expect(status).toBe(0);
  rmSync(project, { recursive: true });
});
