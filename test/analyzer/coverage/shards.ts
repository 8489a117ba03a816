import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { createInstrumenter } from "istanbul-lib-instrument";
import { onTestFinished } from "vitest";

const ROOM = `function admit(count, name = "guest") {
  if (count > 3 && name !== "host") return "full";
  switch (name) {
    case "host": return "yours";
    case "": return "who?";
  }
  return count > 0 ? "welcome" : "first";
}`;
const PARSE = `function parse(text) {
  try {
    const value = JSON.parse(text);
    for (const key of Object.keys(value)) if (key === "type") return value.type ?? "none";
    return "untyped";
  } catch { return "broken"; }
}`;
const sources = { "src/room.ts": ROOM, "src/parse.ts": PARSE };

type Call = readonly [path: keyof typeof sources, ...args: unknown[]];

/** Twelve tests: what each of them calls. */
const tests: readonly (readonly Call[])[] = [
  [["src/room.ts", 1]],
  [
    ["src/room.ts", 4, "a"],
    ["src/room.ts", 4, "host"],
  ],
  [["src/room.ts", 0, ""]],
  [["src/room.ts", 9]],
  [["src/parse.ts", "{"]],
  [
    ["src/parse.ts", '{"type":"say"}'],
    ["src/room.ts", 2, "b"],
  ],
  [["src/parse.ts", '{"a":1,"b":2}']],
  [["src/parse.ts", "{}"]],
  [
    ["src/room.ts", 1, "host"],
    ["src/room.ts", 2, "host"],
    ["src/room.ts", 3, "host"],
  ],
  [["src/parse.ts", '{"type":"leave"}']],
  [["src/room.ts", 7, ""]],
  [
    ["src/room.ts", 1],
    ["src/parse.ts", "{}"],
  ],
];

export const TESTS: number = tests.length;

/** A folder with the sources, and shards of their suite that really ran, as Istanbul counts. */
export interface ShardedProject {
  readonly cwd: string;
  /** Runs each shard's tests, by their numbers, and writes its report; gives the paths. */
  readonly run: (shards: readonly (readonly number[])[]) => readonly string[];
}

export function shardedProject(): ShardedProject {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-shards-"));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  mkdirSync(join(cwd, "src"));
  for (const [path, text] of Object.entries(sources)) writeFileSync(join(cwd, path), text);
  let runs = 0;
  return {
    cwd,
    run: (shards) => {
      runs += 1;
      return shards.map((numbers, index) => {
        const path = join(cwd, `shard-${runs}-${index}.json`);
        writeFileSync(path, JSON.stringify(runShard(cwd, numbers)));
        return path;
      });
    },
  };
}

/** Files that no test of the shard calls are not loaded, and not in its report. */
function runShard(cwd: string, numbers: readonly number[]): object {
  const coverage = {};
  const loaded = new Map<string, (...args: unknown[]) => unknown>();
  for (const number of numbers) {
    for (const [path, ...args] of tests[number] ?? []) {
      const run = loaded.get(path) ?? load(join(cwd, path), sources[path], coverage);
      loaded.set(path, run);
      run(...args);
    }
  }
  return coverage;
}

function load(path: string, text: string, coverage: object): (...args: unknown[]) => unknown {
  const code = createInstrumenter({
    coverageVariable: "__shard__",
    coverageGlobalScopeFunc: false,
    coverageGlobalScope: "scope",
  }).instrumentSync(text, path);
  const [, name = ""] = /function (\w+)/.exec(text) ?? [];
  return compileFunction(`${code}\nreturn ${name};`, ["scope"])({ __shard__: coverage });
}
