import type { ProjectFiles } from "./project-files.ts";

/** Words that a file which extends a Durable Object of the runtime or of a known package contains. */
const MARKS =
  /\bDurableObject\b|["'](?:agents|partyserver|y-partyserver|partysub|hono-party|@cloudflare\/(?:agents|ai-chat|think|voice|codemode|actors|containers|sandbox|y-partyserver))(?:\/[^"']*)?["']/;

const EXTENDS = /\bclass\b[^{};]*\bextends\s+([^{;]+)/g;
const CLASS_NAME = /\bclass\s+([\w$]+)/g;

/**
 * The files that can declare an actor, found in the text so that nothing else needs to be parsed: those that name
 * a Durable Object base, those that declare a bound class, and those that extend a class of such a file.
 */
export function listActorFiles(
  files: ProjectFiles,
  boundNames: ReadonlySet<string>,
): readonly string[] {
  const chosen = new Set<string>();
  const waiting = new Map<string, readonly string[]>();
  const bases = new Set<string>();
  for (const path of files.paths) {
    const text = files.read(path);
    if (text === undefined || !text.includes("class")) continue;
    const isSeed = MARKS.test(text);
    const names = [...text.matchAll(CLASS_NAME)].map(([, name = ""]) => name);
    if (isSeed || names.some((name) => boundNames.has(name))) {
      chosen.add(path);
      if (isSeed) addBases(bases, path, names);
    } else {
      const extended = wordsExtended(text);
      if (extended.length > 0) waiting.set(path, [...extended, ...names.map((name) => `:${name}`)]);
    }
  }
  addDerived(chosen, waiting, bases);
  return [...chosen].toSorted();
}

/** Repeats until no waiting file extends a class of a chosen one. Own class names are kept behind a colon. */
function addDerived(
  chosen: Set<string>,
  waiting: Map<string, readonly string[]>,
  bases: Set<string>,
): void {
  for (let grown = true; grown;) {
    grown = false;
    for (const [path, words] of waiting) {
      if (!words.some((word) => bases.has(word))) continue;
      waiting.delete(path);
      chosen.add(path);
      addBases(
        bases,
        path,
        words.flatMap((word) => (word.startsWith(":") ? [word.slice(1)] : [])),
      );
      grown = true;
    }
  }
}

/** A default export is imported under any name; people name it after the file. */
function addBases(bases: Set<string>, path: string, names: readonly string[]): void {
  for (const name of names) bases.add(name);
  bases.add(pascalCase(path.slice(path.lastIndexOf("/") + 1).replace(/\..*$/, "")));
}

function pascalCase(text: string): string {
  return text.replace(/(?:^|[-_.])(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The words after `extends`, with the originals of aliased imports. */
function wordsExtended(text: string): readonly string[] {
  const words = [...text.matchAll(EXTENDS)].flatMap(([, base = ""]) => base.match(/[\w$]+/g) ?? []);
  if (words.length === 0) return [];
  const aliases = [...text.matchAll(/([\w$]+)\s+as\s+([\w$]+)/g)];
  return [
    ...words,
    ...aliases.flatMap(([, name = "", alias = ""]) => (words.includes(alias) ? [name] : [])),
  ];
}
