import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const plugin = join(root, "analyzer/vitest/index.ts");

/** A project with a suite of its own, and what running it left behind. */
export interface Suite {
  readonly cwd: string;
  readonly run: (...flags: readonly string[]) => {
    readonly status: number | null;
    readonly stdout: string;
    /** Both streams. */
    readonly output: string;
  };
}

export const ROOM = `export function admit(count: number): string {
  if (count > 3) return "full";
  return "welcome";
}
`;

export const ROOM_TEST = `import { expect, test } from "vitest";
import { admit } from "../src/room.ts";
test("admits", () => { expect(admit(1)).toBe("welcome"); });
`;

/** `config` is the object given to defineConfig, in which `footlights` can be called. */
export function suite(config: string, files: Readonly<Record<string, string>> = {}): Suite {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-plugin-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  const all = {
    "package.json": `{ "type": "module" }`,
    "vitest.config.ts": `import { defineConfig } from "vitest/config";
import { footlights } from ${JSON.stringify(plugin)};
export default defineConfig(${config});
`,
    "src/room.ts": ROOM,
    "test/room.test.ts": ROOM_TEST,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return { cwd, run: (...flags) => runVitest(cwd, flags) };
}

function runVitest(cwd: string, flags: readonly string[]): ReturnType<Suite["run"]> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$)/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, "run", ...flags], {
    cwd,
    encoding: "utf8",
    env: {
      ...Object.fromEntries(own),
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      VITE_CONFIG_NATIVE_IGNORE_WARNING: "true",
    },
  });
  return { status, stdout, output: `${stdout}${stderr}` };
}
