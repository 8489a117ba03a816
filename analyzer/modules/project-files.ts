/** The files of a project, as whoever may touch the disk hands them out. */
export interface ProjectFiles {
  /** The source files to look at, relative to the working directory, with `/`. */
  readonly paths: readonly string[];
  /** The text of any file below the working directory, listed or not; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Called with each source file that an answer depends on, there or not, also where it was read before. */
  readonly onAsk?: ((path: string) => void) | undefined;
}

/** The folder of a path; `.` for a file at the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end === -1 ? "." : path.slice(0, end);
}

/** Joins a folder and a relative path and resolves `.` and `..`; undefined when it leaves the working directory. */
export function joinPath(folder: string, relative: string): string | undefined {
  const parts = folder === "." ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder, then each folder above it up to `.`. */
export function foldersUp(folder: string): readonly string[] {
  const folders = [];
  for (let at = folder; at !== "."; at = folderOf(at)) folders.push(at);
  return [...folders, "."];
}
