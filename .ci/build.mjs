// Compiles the two published rooms to dist/ and marks the command as executable. The new
// dist/ takes the old one's place only when it is whole.
import { spawnSync } from "node:child_process";
import { chmodSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const dist = join(root, "dist");
const fresh = join(root, `dist.${process.pid}`);
const old = `${fresh}.old`;

const compile = (project) =>
  spawnSync(process.execPath, [tsc, "-p", project, "--outDir", fresh], {
    cwd: root,
    stdio: "inherit",
  }).status;

try {
  const failed = ["tsconfig.build-harness.json", "tsconfig.build-analyzer.json"].some(
    (project) => compile(project) !== 0,
  );
  if (failed) {
    process.exitCode = 1;
  } else {
    chmodSync(join(fresh, "analyzer", "cli", "main.js"), 0o755);
    try {
      renameSync(dist, old);
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
    renameSync(fresh, dist);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}
