// npm run dev [-- --port 8787]: the reference actors and their pages, offline, with everybody let in.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8787" },
    /** Where the actors' databases are kept. */
    state: { type: "string", default: join(root, ".wrangler", "state") },
  },
});
const origin = `http://127.0.0.1:${values.port}`;

const INVITATION = `
Dashboard  ${origin}/dashboard/
Live poll  ${origin}/live-poll/

Try: submit a task, add a worker "w1" and watch it get the task; kill the worker and see the task queued again.
     Open either page in a second window, or ${origin}/dashboard/?queue=jobs@4 for a queue of four shards.
Stop with Ctrl+C.`;

const trouble = await findTrouble(values.port);
if (trouble === undefined) await serve();
else {
  console.error(`Could not start the pages: ${trouble}`);
  process.exitCode = 1;
}

/** Starts wrangler and says where the pages are; resolves once it has ended. */
async function serve(): Promise<void> {
  console.log("Starting the actors ...");
  const wrangler = startWrangler();
  let isStopped = false;
  const ended = new AbortController();
  const exit = new Promise<number | null>((resolve) => {
    wrangler.once("exit", (code) => {
      ended.abort();
      resolve(code);
    });
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      isStopped = true;
      wrangler.kill(signal);
    });
  // Wrangler says nothing at this log level: it is ready when it answers.
  while (!ended.signal.aborted && !(await isReady())) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!ended.signal.aborted) console.log(INVITATION);
  const code = await exit;
  if (isStopped) {
    console.log(`Stopped. What you did is kept in ${relative(process.cwd(), values.state)}.`);
    return;
  }
  console.error(
    `Could not go on: wrangler dev ended with ${code ?? "a signal"}, expected it to run until Ctrl+C. See its message above.`,
  );
  process.exitCode = 1;
}

function startWrangler(): ChildProcess {
  return spawn(
    process.execPath,
    [
      join(root, "node_modules", "wrangler", "bin", "wrangler.js"),
      "dev",
      "--local",
      "--config",
      join(root, "reference-actors", "wrangler.jsonc"),
      "--ip",
      "127.0.0.1",
      "--port",
      values.port,
      "--inspector-port",
      "0",
      "--persist-to",
      values.state,
      "--show-interactive-dev-session=false",
      "--log-level",
      "warn",
      // What is deployed lets nobody in without a token.
      "--var",
      "ANONYMOUS:allowed",
    ],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      // Without these wrangler 4.156.2 looks up outside hosts, and says so where there is no network.
      env: {
        ...process.env,
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_SEND_ERROR_REPORTS: "false",
        WRANGLER_HIDE_BANNER: "true",
        WRANGLER_WRITE_LOGS: "false",
      },
    },
  );
}

/** What keeps the pages from being served at a port, if anything. */
async function findTrouble(port: string): Promise<string | undefined> {
  const other = `npm run dev -- --port ${port === "8788" ? 8789 : 8788}`;
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535)
    return `found port "${port}", expected a number from 1 to 65535. Choose another: ${other}`;
  const code = await tryPort(Number(port));
  if (code === undefined) return undefined;
  const found = code === "EADDRINUSE" ? "in use" : `closed to us (${code})`;
  return `found port ${port} ${found}, expected it free. Stop what uses it, or choose another: ${other}`;
}

/** Why nobody can listen at a port; undefined where one can. */
function tryPort(port: number): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(undefined)));
  });
}

async function isReady(): Promise<boolean> {
  try {
    return (await fetch(origin, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}
