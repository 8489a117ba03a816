// Compiles the two published rooms to dist/, bundles the harness and marks the command as executable.
// The new dist/ takes the old one's place only when it is whole.
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

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

/** The modules of the harness that users import, as paths without "dist/" and ".js". */
function listHarnessEntries() {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.values(exports).flatMap(
    ({ default: path }) => /^\.\/dist\/(harness\/.+)\.js$/.exec(path ?? "")?.[1] ?? [],
  );
}

/**
 * Puts the modules of the harness together in one file for each entry, and one for what entries share: Vitest loads it
 * anew for every test file, and asks Node for each module of it (77 of them took 0.2 s of CPU time a file).
 */
async function bundleHarness() {
  const input = Object.fromEntries(listHarnessEntries().map((name) => [name, `./${name}.js`]));
  const external = /^(?:vitest$|cloudflare:|node:)/;
  const bundle = await rolldown({ cwd: fresh, input, external });
  const { output } = await bundle.generate({ chunkFileNames: "harness/[name]-[hash].js" });
  for (const name of readdirSync(join(fresh, "harness"), { recursive: true }))
    if (name.endsWith(".js")) rmSync(join(fresh, "harness", name));
  for (const { fileName, code } of output) writeFileSync(join(fresh, fileName), code);
}

try {
  const failed = ["tsconfig.build-harness.json", "tsconfig.build-analyzer.json"].some(
    (project) => compile(project) !== 0,
  );
  if (failed) {
    process.exitCode = 1;
  } else {
    await bundleHarness();
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
