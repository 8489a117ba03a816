import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The command as it runs from source. */
export const main: string = fileURLToPath(new URL("../../analyzer/cli/main.ts", import.meta.url));

/** What a run of the command left behind. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** Added to the environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly uid?: number | undefined;
}

/** Runs `footlights` with these arguments in a process of its own, without colours. */
export function footlights(args: readonly string[], { cwd, env, uid }: RunOptions): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
    maxBuffer: 1 << 30,
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { status, stdout, stderr };
}
