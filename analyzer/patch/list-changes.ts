import { AnalyzerError } from "../errors.ts";
import { sourceName } from "../sources/exclusions.ts";
import { askGit } from "./git.ts";

/**
 * The source files below a folder that differ between a commit and the working tree, staged or not, with those that git
 * does not know yet; relative to the folder, with `/`.
 */
export function listChanges(base: string, cwd: string): readonly string[] {
  const changed = askPaths(cwd, [
    "diff",
    "--name-only",
    "--relative",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules",
    "-z",
    base,
    "--",
  ]);
  const unknown = askPaths(cwd, ["ls-files", "--others", "--exclude-standard", "-z"]);
  return [...new Set([...changed, ...unknown])].filter((path) => sourceName.test(path)).toSorted();
}

/** The texts that files had in a commit, by path; those that it does not have are left out. */
export function readTexts(
  commit: string,
  paths: readonly string[],
  cwd: string,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const readable = paths.filter((path) => !path.includes("\n"));
  if (readable.length === 0) return texts;
  const names = readable.map((path) => `${commit}:./${path}\n`).join("");
  const { stdout } = askGit(cwd, ["cat-file", "--batch"], names);
  let at = 0;
  for (const path of readable) {
    const end = stdout.indexOf("\n", at);
    const head = stdout.toString("utf8", at, end);
    const [, type, size] = / (blob|tree|commit|tag) (\d+)$/.exec(head) ?? [];
    at = end + 1;
    if (size === undefined) continue;
    if (type === "blob") texts.set(path, stdout.toString("utf8", at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

function askPaths(cwd: string, args: readonly string[]): readonly string[] {
  const { status, stdout, complaint } = askGit(cwd, args);
  if (status === 0) return stdout.toString().split("\0").filter(Boolean);
  throw new AnalyzerError(
    "usage",
    `Could not list what changed: git ended with "${complaint}", expected a list of files. Check the repository with "git status".`,
  );
}
