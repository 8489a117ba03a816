import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../../.ci/dev.ts", import.meta.url));

/** What `npm run dev` starts, on a port and a folder of its own. */
export interface DevServer {
  readonly origin: string;
  /** Starts it again after `stop`, with what it had stored. */
  start(): Promise<void>;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the pages and the actors behind them; rejects with all that was printed when that ends before it is ready. */
export async function openDevServer(): Promise<DevServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "footlights-dev-"));
  let running: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    running = await startDev(port, folder);
  };
  const stop = async (): Promise<void> => {
    if (running === undefined || running.exitCode !== null) return;
    const exit = once(running, "exit");
    running.kill("SIGTERM");
    await exit;
    running = undefined;
  };
  await start();
  return {
    origin: `http://127.0.0.1:${port}`,
    start,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startDev(port: number, folder: string): Promise<ChildProcess> {
  const args = [script, "--port", `${port}`, "--state", join(folder, "state")];
  const dev = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    // Wrangler keeps its settings below the home folder.
    env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder },
  });
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (printed.includes("Stop with Ctrl+C.")) resolve();
    };
    dev.stdout.on("data", take);
    dev.stderr.on("data", take);
    dev.once("exit", () =>
      reject(new Error(`Could not start the pages: npm run dev ended.\n${printed}`)),
    );
  });
  return dev;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
