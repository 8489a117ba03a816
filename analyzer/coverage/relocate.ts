import { existsSync } from "node:fs";
import { isAbsolute, relative, resolve, win32 } from "node:path";

/**
 * Where the files of one report are here: the jobs of a CI check out into folders of their own, Windows with its own
 * separators. Where none of the named files exists, and one folder stands for `cwd` so that all of them do, they are
 * looked for there; else every path stays as it is.
 */
export function relocate(paths: readonly string[], cwd: string): (path: string) => string {
  const [first] = paths;
  if (first === undefined || paths.some((path) => existsSync(path))) return (path) => path;
  const names = paths.map(normalise);
  const root = listParents(normalise(first)).find((folder) =>
    names.every((name) => existsSync(move(name, folder, cwd))),
  );
  return root === undefined ? (path) => path : (path) => move(normalise(path), root, cwd);
}

/** A path that a report in `folder` names; one of Windows stays as it is, for {@link relocate}. */
export function toAbsolute(path: string, folder: string): string {
  return isAbsolute(path) || win32.isAbsolute(path) ? path : resolve(folder, path);
}

/** With `/` instead of a drive and its separators, so that it can be told what lies below what. */
function normalise(path: string): string {
  return path.replaceAll("\\", "/").replace(/^[A-Za-z]:/, "");
}

/** The outermost first: then most of a path has to be the same here. */
function listParents(path: string): readonly string[] {
  return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index) || "/");
}

function move(path: string, root: string, cwd: string): string {
  return resolve(cwd, relative(root, path));
}
