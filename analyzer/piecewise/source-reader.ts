import type { ProjectFiles } from "../modules/project-files.ts";
import { openProjectFiles } from "../open-project-files.ts";
import { sourceName } from "../sources/exclusions.ts";

/** The files of a project, and who asked for which. */
export interface SourceReader {
  readonly files: ProjectFiles;
  /** Adds the source files to `asked` that anything done meanwhile depends on. */
  readonly track: <T>(asked: Set<string>, ask: () => T) => T;
  /** Every file that was read and is no source: configurations, there or not. */
  readonly configurations: ReadonlySet<string>;
}

/** Opens the files of a project; configurations are read once, for each of them is asked for again and again. */
export function openSourceReader(paths: readonly string[], cwd: string): SourceReader {
  const files = openProjectFiles(paths, cwd);
  const configurations = new Map<string, string | undefined>();
  let asking: Set<string> | undefined;
  return {
    files: {
      paths,
      read: (path) => {
        if (sourceName.test(path)) return files.read(path);
        if (!configurations.has(path)) configurations.set(path, files.read(path));
        return configurations.get(path);
      },
      onAsk: (path) => asking?.add(path),
    },
    track: (asked, ask) => {
      const before = asking;
      asking = asked;
      try {
        return ask();
      } finally {
        asking = before;
      }
    },
    get configurations() {
      return new Set(configurations.keys());
    },
  };
}
