import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Files of a commit or of a working tree, by path; null takes one away. */
export type Files = Readonly<Record<string, string | null>>;

/** A git repository that lives as long as the test. */
export interface Repository {
  readonly cwd: string;
  readonly git: (...args: readonly string[]) => string;
  readonly write: (files: Files) => void;
  readonly commit: (files: Files) => void;
}

export function createRepository(): Repository {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-patch-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  const repository = openRepository(cwd);
  repository.git("init", "--quiet", "--initial-branch=main");
  return repository;
}

export function openRepository(cwd: string): Repository {
  const git = (...args: readonly string[]): string => runGit(cwd, args);
  const write = (files: Files): void => writeFiles(cwd, files);
  return {
    cwd,
    git,
    write,
    commit: (files) => {
      write(files);
      git("add", "--all");
      git("commit", "--quiet", "--message", "A change");
    },
  };
}

/** Runs git as nobody in particular: no configuration of the machine is read. */
function runGit(cwd: string, args: readonly string[]): string {
  const person = { name: "A", email: "a@example.com", date: "2026-11-23T12:00:00Z" };
  const env = {
    PATH: process.env["PATH"],
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: "1",
    ...Object.fromEntries(
      ["AUTHOR", "COMMITTER"].flatMap((role) =>
        Object.entries(person).map(([key, value]) => [`GIT_${role}_${key.toUpperCase()}`, value]),
      ),
    ),
  };
  const { status, stdout, stderr } = spawnSync("git", args, { cwd, encoding: "utf8", env });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout;
}

function writeFiles(cwd: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) {
      rmSync(join(cwd, path));
      continue;
    }
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
}
