// Installs the dependencies when node_modules is missing or older than the lockfile.
// Runs before anything is installed, so it may use nothing but Node 20's own modules.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const installed = join(root, "node_modules", ".package-lock.json");
const wanted = join(root, "package-lock.json");

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.log("Installing dependencies with npm ci (once; about half a minute) ...");
  const started = Date.now();
  const { status } = spawnSync("npm", ["ci", "--loglevel=error", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error(
      `Could not install the dependencies: npm ci ended with ${status ?? "a signal"}, expected 0. ` +
        "Read npm's message above; the npm registry has to be reachable.",
    );
    process.exitCode = status ?? 1;
  } else {
    console.log(`Installed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  }
}
