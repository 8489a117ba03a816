// npm run dev [-- --port 8787]: the reference actors and their pages, offline, with everybody let in.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
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

const wrangler = spawn(
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

const ended = new AbortController();
wrangler.on("exit", (code) => {
  ended.abort();
  process.exitCode = code ?? 0;
});
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => wrangler.kill(signal));

// Wrangler says nothing at this log level: it is ready when it answers.
while (!ended.signal.aborted && !(await isReady())) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
if (!ended.signal.aborted) {
  console.log(
    `Dashboard  ${origin}/dashboard/\nLive poll  ${origin}/live-poll/\nStop with Ctrl+C.`,
  );
}

async function isReady(): Promise<boolean> {
  try {
    return (await fetch(origin)).ok;
  } catch {
    return false;
  }
}
