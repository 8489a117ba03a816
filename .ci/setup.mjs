// Installs the dependencies when node_modules is missing or older than the lockfile, and compiles
// when dist/ is missing or older than the source.
// Runs before anything is installed, so it may use nothing but Node 20's own modules.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const changed = (path) =>
  statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
const newest = (folder) =>
  readdirSync(join(root, folder), { recursive: true }).reduce(
    (latest, name) => Math.max(latest, changed(join(folder, name))),
    0,
  );

/** Runs one step, saying how long it took; false when it failed. */
function run(title, command, args) {
  console.log(`${title} ...`);
  const started = Date.now();
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status === 0) {
    console.log(`Done in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
    return true;
  }
  const line = [command, ...args].join(" ");
  console.error(
    `Could not set up: "${line}" ended with ${status ?? signal}, expected 0. See its message above.`,
  );
  process.exitCode = 1;
  return false;
}

const installed = changed("node_modules/.package-lock.json") >= changed("package-lock.json");
if (!installed) {
  // The prepare script compiles as well.
  run("Installing dependencies (once; about half a minute)", "npm", [
    "ci",
    "--loglevel=error",
    "--no-audit",
    "--no-fund",
  ]);
} else if (changed("dist/analyzer/cli/main.js") < Math.max(newest("analyzer"), newest("harness"))) {
  run("Compiling", process.execPath, [join(root, ".ci", "build.mjs")]);
}
