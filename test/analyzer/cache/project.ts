import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that lives as long as the test. */
export interface Project {
  readonly cwd: string;
  /** Writes a file with this time stamp, in seconds. */
  readonly write: (path: string, text: string, seconds?: number) => void;
}

export function project(): Project {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-cache-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  return {
    cwd,
    write: (path, text, seconds = 1_000_000_000.5) => {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
      utimesSync(join(cwd, path), seconds, seconds);
    },
  };
}
