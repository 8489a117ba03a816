// Compiles the two published rooms to dist/, bundles them and marks the command as executable.
// The new dist/ takes the old one's place only when it is whole.
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
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

/** The modules that users import or run, as paths without "dist/" and ".js". */
function listEntries() {
  const { bin, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const targets = [
    ...Object.values(bin),
    ...Object.values(exports).map((target) => target.default ?? ""),
  ];
  return targets.flatMap((path) => /^\.\/dist\/(.+)\.js$/.exec(path)?.[1] ?? []);
}

/**
 * Puts the modules of a room together in one file for each entry, and one for what entries share: each module that Node
 * is asked for costs up to a millisecond. Vitest loads the harness anew for every test file (77 modules took 0.2 s of
 * CPU time a file), and an unchanged listing would spend a third of its time on loading 44 modules. A group holds the
 * modules that it names and all that they import.
 */
async function bundle(room, groups = []) {
  const entries = listEntries().filter((name) => name.startsWith(`${room}/`));
  const bundled = await rolldown({
    cwd: fresh,
    input: Object.fromEntries(entries.map((name) => [name, `./${name}.js`])),
    // Dependencies and what the platform brings along.
    external: (id) => !/^[./]/.test(id) && !isAbsolute(id) && !entries.includes(id),
    platform: "neutral",
  });
  const { output } = await bundled.generate({
    chunkFileNames: `${room}/[name]-[hash].js`,
    codeSplitting: { groups },
  });
  for (const name of readdirSync(join(fresh, room), { recursive: true }))
    if (name.endsWith(".js")) rmSync(join(fresh, room, name));
  for (const { fileName, code } of output) writeFileSync(join(fresh, fileName), code);
}

try {
  const failed = ["tsconfig.build-harness.json", "tsconfig.build-analyzer.json"].some(
    (project) => compile(project) !== 0,
  );
  if (failed) {
    process.exitCode = 1;
  } else {
    await bundle("harness");
    await bundle("analyzer", [
      { name: "code-cache", test: /\/cli\/code-cache\.js$/, priority: 1 },
      { name: "list", test: /\/cli\/(?:run|verbs\/list)\.js$/ },
    ]);
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
