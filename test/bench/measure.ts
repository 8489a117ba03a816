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

/** The least that each contender took, by its name. */
export interface Measured {
  /** CPU time. */
  readonly ms: ReadonlyMap<string, number>;
  /** The most memory that it held at once. */
  readonly megabytes: ReadonlyMap<string, number>;
}

/** Runs each contender several times; they take turns so that a noisy neighbour disturbs all alike. */
export function measure(contenders: readonly Contender[], cwd: string, rounds: number): Measured {
  const ms = new Map<string, number>();
  const megabytes = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      if (round >= (contender.rounds ?? rounds)) continue;
      contender.prepare?.();
      const { name } = contender;
      const [cpu = Number.NaN, held = Number.NaN] = runOnce(contender, cwd);
      ms.set(name, Math.min(cpu, ms.get(name) ?? Infinity));
      megabytes.set(name, Math.min(held, megabytes.get(name) ?? Infinity));
    }
  }
  return { ms, megabytes };
}

function runOnce({ name, module, args }: Contender, cwd: string): readonly number[] {
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
    return readFileSync(path, "utf8").split(" ").map(Number);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
