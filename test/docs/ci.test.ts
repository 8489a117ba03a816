import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../analyzer/config/read-config.ts";
import { type Files, openRepository } from "../analyzer/patch/repository.ts";
import { listBlocks } from "./readme-blocks.ts";

const root = resolve(import.meta.dirname, "../..");
const [config, github, gitlab] = listBlocks(readFileSync(join(root, "CI.md"), "utf8"));

/** Node's tools without a registry: the packages are there, and `footlights` runs from source. */
const TOOLS = {
  npm: `#!/bin/sh\n[ "$1" = ci ]\n`,
  npx: `#!/bin/sh
tool=$1; shift
if [ "$tool" = footlights ]; then exec "${process.execPath}" "${root}/analyzer/cli/main.ts" "$@"; fi
exec "${process.execPath}" "${root}/node_modules/vitest/vitest.mjs" "$@"
`,
};

const SUITE: Files = {
  "package.json": '{ "type": "module" }',
  ".gitignore": "node_modules\nshards\ncoverage\ntools\n",
  "footlights.config.ts": 'export default { paths: ["src"] };',
  "vitest.config.ts": `import { footlights } from "${root}/analyzer/vitest/index.ts";
export default { plugins: [footlights()] };
`,
  "src/room.ts": `export function admit(count: number): string {
  if (count > 3) return "full";
  return "welcome";
}
`,
  "test/welcome.test.ts": testOf("admit(1)", "welcome"),
  "test/full.test.ts": testOf("admit(4)", "full"),
};

function testOf(call: string, answer: string): string {
  return `import { expect, test } from "vitest";
import { admit } from "../src/room.ts";
test("admits", () => { expect(${call}).toBe("${answer}"); });
`;
}

/** The shell lines of a job, in their order. */
function linesOf(yaml: string, job: string, mark: RegExp): readonly string[] {
  const [, body = ""] =
    new RegExp(`^( *)${job}:\\n((?:\\1 +.*\\n|\\n)*)`, "m").exec(`${yaml}\n`)?.slice(1) ?? [];
  return [...body.matchAll(mark)].map(([, line = ""]) => line);
}

const linesOnGitlab = (job: string) => linesOf(gitlab?.text ?? "", job, /^ +- (np.*)/gm);

/** With what GitHub would put in for its expressions. */
function linesOnGithub(job: string, values: Readonly<Record<string, string>>): readonly string[] {
  return linesOf(github?.text ?? "", job, /- run: (.*)/g).map((line) =>
    line.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, name: string) => values[name] ?? ""),
  );
}

interface Job {
  readonly lines: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A change of a project in a checkout of its own, and a shell that runs the lines of a job in it until one fails. */
function checkOut(change: Files) {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-ci-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const { git, commit } = openRepository(cwd);
  git("init", "--quiet", "--initial-branch=main");
  commit(SUITE);
  git("update-ref", "refs/remotes/origin/main", "main");
  git("switch", "--quiet", "--create", "change");
  commit({ "notes.md": "# A change\n", ...change });
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"));
  mkdirSync(join(cwd, "tools"));
  for (const [name, text] of Object.entries(TOOLS)) {
    writeFileSync(join(cwd, "tools", name), text);
    chmodSync(join(cwd, "tools", name), 0o755);
  }
  return {
    cwd,
    base: git("rev-parse", "main").trim(),
    run: ({ lines, env = {} }: Job) => {
      expect(lines).not.toEqual([]);
      const own = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$)/.test(name));
      const path = [join(cwd, "tools"), dirname(process.execPath), process.env["PATH"]].join(
        delimiter,
      );
      return spawnSync("bash", ["-e", "-o", "pipefail", "-c", lines.join("\n")], {
        cwd,
        encoding: "utf8",
        env: {
          ...Object.fromEntries(own),
          NO_COLOR: "1",
          FORCE_COLOR: undefined,
          ...env,
          PATH: path,
        },
      });
    },
  };
}

const GAP: Files = {
  "src/room.ts": `export function admit(count: number): string {
  if (count > 3) return "full";
  if (count < 0) return "closed";
  return "welcome";
}
`,
};

describe.each([
  ["passes a change that is tested", {}, 0],
  ["fails a change that leaves a branch untested", GAP, 1],
])("the recipe for %s", (_what, change, status) => {
  test("on GitHub", () => {
    const { cwd, run } = checkOut(change);
    for (const shard of ["1", "2"]) {
      const job = {
        lines: linesOnGithub("test", { "matrix.shard": shard, "strategy.job-total": "2" }),
      };
      expect(run(job)).toMatchObject({ status: 0 });
    }
    const summary = join(cwd, "summary.md");
    const gate = run({
      lines: linesOnGithub("gate", { "github.base_ref": "main" }),
      env: { GITHUB_STEP_SUMMARY: summary },
    });
    expect(gate.status).toBe(status);
    expect(gate.stdout).toContain("Merged 2 shards of 1 file");
    expect(gate.stdout.includes("::warning file=src/room.ts,line=3")).toBe(status === 1);
    expect(readFileSync(summary, "utf8")).toContain("branches covered in 1 file");
  });

  test.runIf(status === 1)("on GitLab", () => {
    const { cwd, base, run } = checkOut(change);
    for (const shard of ["1", "2"]) {
      const env = { CI_NODE_INDEX: shard, CI_NODE_TOTAL: "2" };
      expect(run({ lines: linesOnGitlab("test"), env })).toMatchObject({ status: 0 });
    }
    const gate = run({
      lines: linesOnGitlab("gate"),
      env: { CI_MERGE_REQUEST_DIFF_BASE_SHA: base },
    });
    expect(gate.status).toBe(status);
    expect(gate.stdout).toContain(status === 0 ? "Gate passed" : "`if (count < 0)` was never true");
    expect(readFileSync(join(cwd, "cobertura.xml"), "utf8")).toContain("room.ts");
    expect(JSON.parse(readFileSync(join(cwd, "codequality.json"), "utf8"))).toHaveLength(1);
  });
});

test("the configuration is one that is read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "footlights-ci-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "footlights.config.ts"), config?.text ?? "");
  expect(await readConfig(folder)).toMatchObject({ paths: ["src"], gate: { minBranches: 80 } });
});
