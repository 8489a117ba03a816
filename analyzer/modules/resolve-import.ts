import { folderOf, joinPath } from "./project-files.ts";

/** What may stand behind an extension as imports write it: emitted names stand for their sources. */
const SOURCES: readonly (readonly [written: RegExp, sources: readonly string[]])[] = [
  [/\.js$/, [".ts", ".tsx", ".js", ".jsx"]],
  [/\.mjs$/, [".mts", ".mjs"]],
  [/\.cjs$/, [".cts", ".cjs"]],
  [/\.jsx$/, [".tsx", ".jsx"]],
  [/\.[cm]?tsx?$/, [""]],
];
const EXTENSIONS = [".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs"];

/** The file that a relative import names; undefined for packages and files that are not there. */
export function resolveImport(
  from: string,
  specifier: string,
  exists: (path: string) => boolean,
): string | undefined {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return undefined;
  const target = joinPath(folderOf(from), specifier);
  return target === undefined ? undefined : candidates(target).find(exists);
}

/** The files that a path without or with an emitted extension can mean, likeliest first. */
export function candidates(target: string): readonly string[] {
  const bare = target === "" ? [] : EXTENSIONS.map((extension) => target + extension);
  const folder = target === "" ? "" : `${target}/`;
  const index = EXTENSIONS.map((extension) => `${folder}index${extension}`);
  const match = SOURCES.find(([written]) => written.test(target));
  if (!match) return [...bare, ...index];
  const [written, sources] = match;
  const named = sources.map((extension) =>
    extension === "" ? target : target.replace(written, extension),
  );
  return [...named, ...bare, ...index];
}
