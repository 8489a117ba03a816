import { AnalyzerError } from "../errors.ts";
import { askGit } from "./git.ts";

/**
 * The commit that a change began with: the merge base of HEAD and the ref.
 *
 * @throws AnalyzerError "usage" with what to do: no repository, no such ref, or a clone that is too shallow
 */
export function findBase(ref: string, cwd: string): string {
  const { status: found, complaint } = askGit(cwd, ["rev-parse", "--git-dir"]);
  if (found !== 0 && complaint.includes("dubious ownership")) {
    throw cannot(
      ref,
      "a repository of another user, which git does not open",
      `Trust it first: git config --global --add safe.directory "${cwd}".`,
    );
  }
  if (found !== 0) {
    throw cannot(
      ref,
      "a folder that is in no git repository",
      "Run it in a clone, or leave out --base.",
    );
  }
  const commit = resolveCommit(ref, cwd);
  if (commit === undefined) throw createMissingRef(ref, cwd);
  if (resolveCommit("HEAD", cwd) === undefined) {
    throw cannot(ref, "no commit on the current branch", "Commit first, or leave out --base.");
  }
  const { status, stdout } = askGit(cwd, ["merge-base", commit, "HEAD"]);
  const base = stdout.toString().trim();
  if (status === 0 && base !== "") return base;
  throw cannot(
    ref,
    isShallow(cwd) ? "a shallow clone without their common commit" : "no common commit with HEAD",
    isShallow(cwd)
      ? `Fetch the history: "git fetch --unshallow", or fetch-depth: 0 in actions/checkout.`
      : "Name a ref of the same history.",
  );
}

function resolveCommit(ref: string, cwd: string): string | undefined {
  // What begins with a dash is no ref, and git would take it for a flag.
  if (ref.startsWith("-")) return undefined;
  const { status, stdout } = askGit(cwd, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  return status === 0 ? stdout.toString().trim() : undefined;
}

function createMissingRef(ref: string, cwd: string): AnalyzerError {
  const [, remote, branch] = /^(?:refs\/remotes\/)?([^/]+)\/(.+)$/.exec(ref) ?? [];
  const remotes = askGit(cwd, ["remote"]).stdout.toString().split("\n");
  const fetch =
    remote !== undefined && remotes.includes(remote)
      ? `git fetch ${remote} ${branch ?? ""}`
      : "git fetch --all --tags";
  return cannot(
    ref,
    `no such ref${isShallow(cwd) ? " in this shallow clone" : ""}`,
    `Fetch it first ("${fetch}"; in a CI job, clone with the whole history: fetch-depth: 0), or correct its name.`,
  );
}

function isShallow(cwd: string): boolean {
  const { stdout } = askGit(cwd, ["rev-parse", "--is-shallow-repository"]);
  return stdout.toString().trim() === "true";
}

function cannot(ref: string, found: string, next: string): AnalyzerError {
  return new AnalyzerError(
    "usage",
    `Could not compare with "${ref}": found ${found}, expected a branch, tag or commit that shares history with HEAD. ${next}`,
  );
}
