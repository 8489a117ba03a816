import { existsSync } from "node:fs";
import { posix, resolve } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { sourceName } from "../sources/exclusions.ts";
import { askGit } from "./git.ts";

/** What has changed since a commit in one repository: that of a folder, or a submodule of it. */
export interface Changes {
  readonly base: string;
  /** The top folder of the repository. */
  readonly top: string;
  /** The source files that differ, staged or not, with those that git does not know yet. */
  readonly files: readonly ChangedFile[];
}

export interface ChangedFile {
  /** Relative to the folder that was asked about, with `/`; begins with `../` outside of it. */
  readonly path: string;
  /** Relative to the top of the repository. */
  readonly name: string;
}

/** The tree of a commit before the first one (SHA-1): everything is new since. */
const NOTHING = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
/** The mode of a submodule. */
const LINK = "160000";

/**
 * Lists what differs between a commit and the working tree of the whole repository that a folder is in: what comes new
 * into a package may be gone from another one. Submodules are compared with the commit that the base had of them.
 *
 * @throws AnalyzerError "usage" where git cannot tell
 */
export function listChanges(base: string, cwd: string): readonly Changes[] {
  const top = askLine(cwd, ["rev-parse", "--show-toplevel"]);
  // Empty at the top; else with a slash at the end.
  const prefix = askLine(cwd, ["rev-parse", "--show-prefix"]);
  return listIn({ base, top, toPath: (name) => posix.relative(`/${prefix}`, `/${name}`) });
}

interface Repository {
  readonly base: string;
  readonly top: string;
  readonly toPath: (name: string) => string;
}

function listIn({ base, top, toPath }: Repository): readonly Changes[] {
  const entries = readRaw(top, base);
  const unknown = split(
    askFor(top, ["ls-files", "--others", "--exclude-standard", "--full-name", "-z"]),
  );
  const names = new Set([...entries.map(({ name }) => name), ...unknown]);
  const files = [...names]
    .filter((name) => sourceName.test(name))
    .toSorted()
    .map((name) => ({ name, path: toPath(name) }));
  const links = entries.filter(({ modes }) => modes.includes(LINK));
  return [
    { base, top, files },
    ...links.flatMap(({ name, modes, commit }) =>
      listSubmodule(modes[0] === LINK ? commit : NOTHING, {
        name,
        top: resolve(top, name),
        toPath: (inner) => toPath(`${name}/${inner}`),
      }),
    ),
  ];
}

interface Submodule extends Omit<Repository, "base"> {
  readonly name: string;
}

function listSubmodule(base: string, { name, top, toPath }: Submodule): readonly Changes[] {
  // One that is not checked out has no sources, and git answers for the repository around it.
  if (!existsSync(top) || askLine(top, ["rev-parse", "--show-prefix"]) !== "") return [];
  const type = base === NOTHING ? "tree" : "commit";
  if (type === "tree" || askGit(top, ["cat-file", "-e", `${base}^{commit}`]).status === 0) {
    return listIn({ base, top, toPath });
  }
  throw new AnalyzerError(
    "usage",
    `Could not list what changed in the submodule "${name}": found a clone without its commit ${base.slice(0, 10)}, expected the one that the base had. ` +
      `Fetch it first: "git -C ${name} fetch --unshallow", or fetch-depth: 0 and submodules: true in actions/checkout.`,
  );
}

interface RawEntry {
  readonly name: string;
  readonly modes: readonly string[];
  /** What the base had: of a submodule, its commit. */
  readonly commit: string;
}

/** `:<mode> <mode> <hash> <hash> <status>`, then the name. */
function readRaw(top: string, base: string): readonly RawEntry[] {
  const parts = split(
    askFor(top, [
      "diff",
      "--raw",
      "--no-abbrev",
      "--no-renames",
      "--no-ext-diff",
      "--no-textconv",
      "--ignore-submodules=none",
      "-z",
      base,
      "--",
    ]),
  );
  return parts.flatMap((part, index) => {
    const [, before = "", after = "", commit = ""] =
      /^:(\d{6}) (\d{6}) ([0-9a-f]+) /.exec(part) ?? [];
    return commit === "" || index % 2 === 1
      ? []
      : [{ name: parts[index + 1] ?? "", modes: [before, after], commit }];
  });
}

function split(answer: Buffer): readonly string[] {
  return answer.toString().split("\0").filter(Boolean);
}

/** The texts that files had in the base, by path; those that it does not have are left out. */
export function readTexts(
  { base, top }: Changes,
  files: readonly ChangedFile[],
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const readable = files.filter(({ name }) => !name.includes("\n"));
  if (readable.length === 0) return texts;
  const names = readable.map(({ name }) => `${base}:${name}\n`).join("");
  const stdout = askFor(top, ["cat-file", "--batch"], names);
  let at = 0;
  for (const { path } of readable) {
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

function askLine(cwd: string, args: readonly string[]): string {
  return askFor(cwd, args)
    .toString()
    .replace(/\r?\n$/, "");
}

function askFor(cwd: string, args: readonly string[], input?: string): Buffer {
  const { status, stdout, complaint } = askGit(cwd, args, input);
  if (status === 0) return stdout;
  throw new AnalyzerError(
    "usage",
    `Could not list what changed: git ended with "${complaint}", expected what ${args[0] ?? "git"} knows of it. Check the repository with "git status".`,
  );
}
