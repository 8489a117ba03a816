import { spawn } from "node:child_process";

export interface ProcessResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly folder: string;
  /** Variables beyond the shell's. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a script with this Node, as a user's shell would: nothing of the surrounding Vitest is handed on. */
export function runNode(
  script: string,
  args: readonly string[],
  { folder, environment = {} }: ProcessOptions,
): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...shellEnvironment(), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

function shellEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|NODE_V8|TEST$)/.test(name),
  );
  return { ...Object.fromEntries(own), NO_COLOR: "1" };
}
