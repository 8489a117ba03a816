import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const preload = new URL("./cpu-time.mjs", import.meta.url).href;

/** A process to be measured. */
export interface Contender {
  readonly name: string;
  /** A module of this folder, or any other path. */
  readonly module: string;
  readonly args: readonly string[];
  /** The most runs; as many as asked for where it is absent. */
  readonly rounds?: number;
  /** Done before each run, unmeasured. */
  readonly prepare?: () => void;
}

/** Least CPU milliseconds of several runs, the contenders taking turns so that a noisy neighbour disturbs all alike. */
export function measure(
  contenders: readonly Contender[],
  cwd: string,
  rounds: number,
): ReadonlyMap<string, number> {
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      if (round >= (contender.rounds ?? rounds)) continue;
      contender.prepare?.();
      const ms = runOnce(contender, cwd);
      least.set(contender.name, Math.min(ms, least.get(contender.name) ?? Infinity));
    }
  }
  return least;
}

function runOnce({ name, module, args }: Contender, cwd: string): number {
  const folder = mkdtempSync(join(tmpdir(), "footlights-cpu-"));
  const path = join(folder, "cpu");
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", preload, fileURLToPath(new URL(module, import.meta.url)), ...args],
      {
        cwd,
        env: { ...process.env, BENCH_CPU: path, NO_COLOR: "1" },
        encoding: "utf8",
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    if (status !== 0)
      throw new Error(`Could not measure "${name}": it ended with ${status}.\n${stderr}`);
    return Number(readFileSync(path, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
