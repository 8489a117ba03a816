import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { compileFunction } from "node:vm";
import { transpile } from "./transpile.ts";
import { defineConfig } from "./config.ts";

/** What a configuration may import of this package, however the command was installed: all else is loaded from its folder. */
const own = { defineConfig };

/**
 * Runs a module of TypeScript or JavaScript and gives what it exports. Node 20 runs no TypeScript, and what newer
 * ones do with it depends on the package.json around, with warnings of their own: one way for all of them.
 */
export function loadModule(path: string, loaded: Map<string, object> = new Map()): object {
  const known = loaded.get(path);
  if (known !== undefined) return known;
  const module = { exports: {} };
  loaded.set(path, module.exports);
  const require = createRequire(path);
  const load = (specifier: string): unknown => {
    if (/^footlights(?:\/|$)/.test(specifier)) return own;
    const file = findSource(specifier, path);
    return file === undefined ? require(specifier) : loadModule(file, loaded);
  };
  const code = transpile(path, readFileSync(path, "utf8"));
  const names = ["module", "exports", "require", "__filename", "__dirname"];
  compileFunction(code, names, { filename: path })(
    module,
    module.exports,
    load,
    path,
    dirname(path),
  );
  loaded.set(path, module.exports);
  return module.exports;
}

/** The file of a relative import, where it is one that has to be transpiled; as written, or as TypeScript resolves it. */
function findSource(specifier: string, from: string): string | undefined {
  if (!/^\.{1,2}\//.test(specifier)) return undefined;
  const path = resolve(dirname(from), specifier);
  const candidates = [path, path.replace(/\.([cm]?)js$/, ".$1ts"), `${path}.ts`, `${path}.mts`];
  return candidates.find((candidate) => /\.[cm]?[jt]s$/.test(candidate) && existsSync(candidate));
}
