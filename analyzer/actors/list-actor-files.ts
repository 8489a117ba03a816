import type { ProjectFiles } from "../modules/project-files.ts";

/** Words that a file which extends a Durable Object of the runtime or of a known package contains. */
const MARKS =
  /\bDurableObject\b|["'](?:agents|partyserver|y-partyserver|partysub|partysync|hono-party|@cloudflare\/(?:agents|ai-chat|think|voice|codemode|actors|containers|sandbox|y-partyserver))(?:\/[^"']*)?["']/;
const EXTENDS = /\bclass\b[^{};]*\bextends\s+([^{;]+)/g;
const CLASS_NAME = /\bclass\s+([\w$]+)/g;
const ALIAS = /([\w$]+)\s+as\s+([\w$]+)/g;
const REEXPORT = /\bexport\s*\{([^}]*)\}\s*from\s*["']([^"']+)["']/g;

/** What a text tells of the classes in it. */
interface Sketch {
  readonly path: string;
  readonly classes: readonly string[];
  /** The words after each `extends`, with the originals of aliased imports. */
  readonly extended: readonly string[];
}

/** A sketch with all else that matters of a text: two texts with equal ones lead to the same actor files. */
export interface ClassSketch extends Sketch {
  /** Whether it names a Durable Object base. */
  readonly isMarked: boolean;
  readonly renames: readonly Rename[];
}

interface Rename {
  readonly from: string;
  readonly to: string;
}

/**
 * The files that can declare an actor, found in the text so that nothing else needs to be parsed: those that name
 * a Durable Object base, those that declare a bound class, and those that extend a class of such a file.
 */
export function listActorFiles(
  files: ProjectFiles,
  boundNames: ReadonlySet<string>,
): readonly string[] {
  const chosen: Sketch[] = [];
  const others: Sketch[] = [];
  const renames: Rename[] = [];
  for (const path of files.paths) {
    const text = files.read(path);
    if (text === undefined) continue;
    const sketch = sketchClasses(path, text);
    renames.push(...sketch.renames);
    const isSeed = sketch.isMarked || sketch.classes.some((name) => boundNames.has(name));
    if (isSeed) chosen.push(sketch);
    else if (sketch.extended.length > 0) others.push(sketch);
  }
  return [...chosen, ...listDerived(chosen, others, renames)].map(({ path }) => path).toSorted();
}

/** Looks at the text only: parsing all files takes too long. */
export function sketchClasses(path: string, text: string): ClassSketch {
  const renames = listRenames(text);
  if (!text.includes("class")) return { path, classes: [], extended: [], isMarked: false, renames };
  const classes = [...text.matchAll(CLASS_NAME)].map(([, name = ""]) => name);
  return { path, classes, extended: wordsExtended(text), isMarked: MARKS.test(text), renames };
}

/** Of the other files, those that extend a class of a chosen one, or of one that does. */
function listDerived(
  chosen: readonly Sketch[],
  others: readonly Sketch[],
  renames: readonly Rename[],
): readonly Sketch[] {
  const bases = new Set(chosen.flatMap(namesOf));
  const derived = new Set<Sketch>();
  for (let size = -1; size !== bases.size;) {
    ({ size } = bases);
    for (const { from, to } of renames) if (bases.has(from)) bases.add(to);
    for (const sketch of others) {
      if (derived.has(sketch) || !sketch.extended.some((word) => bases.has(word))) continue;
      derived.add(sketch);
      for (const name of namesOf(sketch)) bases.add(name);
    }
  }
  return [...derived];
}

/** A default export is imported under any name; people name it after the file. */
function namesOf({ path, classes }: Sketch): readonly string[] {
  return [...classes, nameAfter(path)];
}

function nameAfter(path: string): string {
  const file = path.slice(path.lastIndexOf("/") + 1).replace(/\..*$/, "");
  return file.replace(/(?:^|[-_.])(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `export { Room as ChatRoom } from "./room"`: classes are extended under names that they do not have. */
function listRenames(text: string): readonly Rename[] {
  if (!text.includes(" as ") || !text.includes("export")) return [];
  return [...text.matchAll(REEXPORT)].flatMap(([, names = "", specifier = ""]) =>
    [...names.matchAll(ALIAS)].map(([, name = "", to = ""]) => ({
      from: name === "default" ? nameAfter(specifier) : name,
      to,
    })),
  );
}

function wordsExtended(text: string): readonly string[] {
  const words = [...text.matchAll(EXTENDS)].flatMap(([, base = ""]) => base.match(/[\w$]+/g) ?? []);
  if (words.length === 0) return [];
  const aliases = [...text.matchAll(ALIAS)];
  return [
    ...words,
    ...aliases.flatMap(([, name = "", alias = ""]) => (words.includes(alias) ? [name] : [])),
  ];
}
