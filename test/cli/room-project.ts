import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInstrumenter } from "istanbul-lib-instrument";
import { onTestFinished } from "vitest";

/** A folder that lives as long as the test. */
export interface Project {
  readonly cwd: string;
  readonly write: (path: string, content: string | Uint8Array) => void;
}

/** Two branches: the two ways out of the `if`. */
export const ROOM = `import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject {
  handle(count: number): string {
    if (count > 0) return "someone";
    return "nobody";
  }
}
`;

export function emptyProject(): Project {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-test-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  return {
    cwd,
    write: (path, content) => {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), content);
    },
  };
}

/** src/room.ts, and coverage of it in which nobody was ever there: the `if` was never true. */
export function roomProject(): Project {
  const project = emptyProject();
  project.write("src/room.ts", ROOM);
  writeCoverage(project, "src/room.ts", ROOM, [[0, 2]]);
  return project;
}

/** Coverage as Istanbul counts this text, with the hits of each branch; every statement and function ran twice. */
export function writeCoverage(
  project: Project,
  path: string,
  text: string,
  branches: readonly (readonly number[])[],
): void {
  const absolute = join(project.cwd, path);
  const coverage = istanbulCoverage(absolute, text, branches);
  project.write("coverage/coverage-final.json", JSON.stringify({ [absolute]: coverage }));
}

/** The entry of a file in Istanbul's report; without hits of branches nothing in it ever ran. */
export function istanbulCoverage(
  path: string,
  text: string,
  branches?: readonly (readonly number[])[],
): object {
  const instrumenter = createInstrumenter({
    esModules: true,
    parserPlugins: ["typescript", "decorators"],
  });
  instrumenter.instrumentSync(text, path);
  const { statementMap, fnMap, branchMap } = instrumenter.lastFileCoverage();
  return {
    path,
    statementMap,
    fnMap,
    branchMap,
    s: times(statementMap, branches === undefined ? 0 : 2),
    f: times(fnMap, branches === undefined ? 0 : 2),
    b:
      branches === undefined
        ? Object.fromEntries(
            Object.entries(branchMap).map(([id, { locations }]) => [id, locations.map(() => 0)]),
          )
        : Object.fromEntries(branches.map((hits, id) => [id, hits])),
  };
}

function times(map: object, hits: number): object {
  return Object.fromEntries(Object.keys(map).map((id) => [id, hits]));
}
