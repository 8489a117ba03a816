import { isRecord } from "../is-record.ts";

/** The most targets that one specifier is looked for under: conditions may nest, and files are asked for. */
const MOST_TARGETS = 32;

/**
 * What a package.json says a subpath of its package is (`.`, `./limits`), relative to its folder, likeliest first. Builds
 * are not there before they are made, and nobody reads them: of `dist/limits.js` the source is asked for as well.
 */
export function listTargets(
  manifest: Readonly<Record<string, unknown>>,
  subpath: string,
): readonly string[] {
  const named = listExports(manifest["exports"], subpath);
  const main =
    subpath === "." ? ["source", "types", "module", "main"].map((key) => manifest[key]) : [];
  const written = [...named, ...main].filter((target) => typeof target === "string");
  const plain = subpath === "." ? ["index"] : [subpath];
  return [...new Set([...written, ...plain].flatMap(withSource))].slice(0, MOST_TARGETS);
}

/** The targets of a subpath in `exports` or `imports`, whatever the conditions. */
export function listExports(exports: unknown, subpath: string): readonly string[] {
  if (typeof exports === "string") return subpath === "." ? [exports] : [];
  if (!isRecord(exports)) return [];
  const isMap = Object.keys(exports).some((key) => /^[.#]/.test(key));
  if (!isMap) return subpath === "." ? listStrings(exports) : [];
  const exact = exports[subpath];
  if (exact !== undefined) return listStrings(exact);
  return Object.entries(exports).flatMap(([pattern, target]) => {
    const [before = "", after] = pattern.split("*", 2);
    if (after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after)) return [];
    const middle = subpath.slice(before.length, subpath.length - after.length);
    return listStrings(target).map((path) => path.replaceAll("*", () => middle));
  });
}

function listStrings(target: unknown): readonly string[] {
  if (typeof target === "string") return [target];
  if (Array.isArray(target)) return target.flatMap(listStrings);
  return isRecord(target) ? Object.values(target).flatMap(listStrings) : [];
}

function withSource(target: string): readonly string[] {
  const source = target.replace(/\.d\.([cm]?)ts$/, ".$1ts");
  const bare = source.replace(/^\.\//, "");
  const inside = bare.replace(/^(?:dist|lib|build|out|esm)\/(?:esm\/|cjs\/)?/, "");
  return [`src/${inside}`, source, `./${inside}`];
}
