import { hash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInstrumenter } from "istanbul-lib-instrument";
import { emptyProject } from "../../cli/room-project.ts";

/** A project whose coverage is made up: any counts, but the same for the same text. */
export interface CountedProject {
  readonly cwd: string;
  readonly write: (path: string, text: string) => void;
  readonly edit: (path: string, change: (text: string) => string) => void;
  readonly remove: (path: string) => void;
  /** The source files. */
  readonly list: () => readonly string[];
  /** Lets the runs of a file come out otherwise. */
  readonly rerun: (path: string) => void;
  /** Writes the coverage of all source files as they are. */
  readonly cover: () => void;
}

export function countedProject(files: Readonly<Record<string, string>>): CountedProject {
  const { cwd, write } = emptyProject();
  const runs = new Map<string, number>();
  const list = (): readonly string[] =>
    readdirSync(join(cwd, "src"))
      .map((name) => `src/${name}`)
      .toSorted();
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    cwd,
    write,
    list,
    edit: (path, change) => write(path, change(readFileSync(join(cwd, path), "utf8"))),
    remove: (path) => rmSync(join(cwd, path)),
    rerun: (path) => runs.set(path, (runs.get(path) ?? 0) + 1),
    cover: () => {
      const entries = list().map((path) => {
        const text = readFileSync(join(cwd, path), "utf8");
        const entry = count(join(cwd, path), text, `${path} ${runs.get(path) ?? 0}`);
        return [join(cwd, path), entry] as const;
      });
      const report = JSON.stringify(Object.fromEntries(entries));
      writeFileSync(join(cwd, "coverage-final.json"), report);
    },
  };
}

function count(path: string, text: string, seed: string): object {
  const instrumenter = createInstrumenter({
    esModules: true,
    parserPlugins: ["typescript", "decorators"],
  });
  instrumenter.instrumentSync(text, path);
  const { statementMap, fnMap, branchMap } = instrumenter.lastFileCoverage();
  const pick = (name: string): number =>
    Number.parseInt(hash("sha256", `${seed} ${name}`).slice(0, 4), 16) % 3;
  const counts = (map: object, kind: string): object =>
    Object.fromEntries(Object.keys(map).map((id) => [id, pick(`${kind}${id}`)]));
  const b = Object.entries(branchMap).map(([id, { locations }]) => [
    id,
    locations.map((_, arm) => pick(`b${id}.${arm}`)),
  ]);
  return {
    path,
    statementMap,
    fnMap,
    branchMap,
    s: counts(statementMap, "s"),
    f: counts(fnMap, "f"),
    b: Object.fromEntries(b),
  };
}
