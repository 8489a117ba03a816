import { readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readVersion } from "../version.ts";

/**
 * Names everything but the source that a kept result depends on: this package, with the time it was compiled because a
 * working copy changes without a new version, and the TypeScript inside ts-morph, which is not loaded to be asked.
 */
export function computeCacheKey(): string {
  return JSON.stringify([readVersion(), stampCode(), describeTypeScript()]);
}

/** A build writes all files; where the source runs as it is, each may change on its own. */
function stampCode(): string {
  const own = fileURLToPath(import.meta.url);
  return own.endsWith(".ts") ? stampFiles(dirname(dirname(own))) : `${statSync(own).mtimeMs}`;
}

function stampFiles(folder: string): string {
  let newest = 0;
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true })) {
    const stats = statSync(join(folder, name.toString()));
    if (stats.isDirectory()) continue;
    newest = Math.max(newest, stats.mtimeMs);
    bytes += stats.size;
  }
  return `${newest}:${bytes}`;
}

function describeTypeScript(): string {
  const require = createRequire(import.meta.url);
  const common = createRequire(require.resolve("ts-morph")).resolve("@ts-morph/common");
  const { version } = parseVersion(readFileSync(join(dirname(common), "../package.json"), "utf8"));
  return `${version}:${statSync(common).size}`;
}

function parseVersion(text: string): { readonly version: string } {
  const json: unknown = JSON.parse(text);
  const version =
    typeof json === "object" && json !== null && "version" in json ? json.version : "";
  return { version: String(version) };
}
