// Compiles the two published rooms to dist/ and makes the command runnable, here too: npm links
// a package's bin for those who install it, never for the package itself (npm 11).
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");

rmSync(join(root, "dist"), { recursive: true, force: true });
for (const project of ["tsconfig.build-harness.json", "tsconfig.build-analyzer.json"]) {
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
const command = join(root, "dist", "analyzer", "cli", "main.js");
chmodSync(command, 0o755);
if (process.platform !== "win32") {
  const link = join(root, "node_modules", ".bin", "footlights");
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), command), link);
}
