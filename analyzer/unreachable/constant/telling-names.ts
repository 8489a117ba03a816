import { ts } from "ts-morph";
import { countLeading } from "../../count-leading.ts";

/** Names of members that a program gives a meaning which nothing can change. */
export interface TellingNames {
  /** Of enums that run. */
  readonly ofEnums: ReadonlySet<string>;
  /** Of functions that a library says never return. */
  readonly ofExits: ReadonlySet<string>;
}

/**
 * Lists these names from the syntax alone: what any other member stands for, the type checker need not be asked, and of a
 * member it has to work out the type of all that stands before it.
 */
export function listTellingNames(sources: readonly ts.SourceFile[]): TellingNames {
  const ofEnums = new Set<string>();
  const ofExits = new Set<string>();
  for (const source of sources) {
    if (!source.isDeclarationFile) for (const name of namesIn(source, ENUMS)) ofEnums.add(name);
    if (isLibrary(source)) for (const name of namesIn(source, EXITS)) ofExits.add(name);
  }
  return { ofEnums, ofExits };
}

/** Whether a file belongs to what is installed, or to the language. */
export function isLibrary({ fileName }: ts.SourceFile): boolean {
  return /[\\/]node_modules[\\/]/.test(fileName);
}

interface Search {
  /** The word in all that is searched for. */
  readonly word: RegExp;
  readonly namesOf: (node: ts.Node) => readonly (ts.PropertyName | undefined)[];
  readonly known: WeakMap<ts.SourceFile, readonly string[]>;
}

const ENUMS: Search = {
  word: /\benum\b/g,
  namesOf: (node) => (ts.isEnumDeclaration(node) ? node.members.map(({ name }) => name) : []),
  known: new WeakMap(),
};

const EXITS: Search = {
  word: /\bnever\b/g,
  namesOf: (node) =>
    ts.isFunctionLike(node) && node.type?.kind === ts.SyntaxKind.NeverKeyword
      ? [node.name && ts.isPropertyName(node.name) ? node.name : undefined]
      : [],
  known: new WeakMap(),
};

function namesIn(source: ts.SourceFile, search: Search): readonly string[] {
  const known = search.known.get(source) ?? find(source, search);
  search.known.set(source, known);
  return known;
}

/** Looks only into nodes that have the word in their text: of most files, into none. */
function find(source: ts.SourceFile, { word, namesOf }: Search): readonly string[] {
  const places = [...source.text.matchAll(word)].map(({ index }) => index);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (!hasPlace(places, node)) return;
    for (const name of namesOf(node)) if (name) names.push(textOf(name));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

function hasPlace(places: readonly number[], { pos, end }: ts.Node): boolean {
  const first = countLeading(places, (place) => place < pos);
  return (places[first] ?? Infinity) < end;
}

function textOf(name: ts.PropertyName): string {
  if (!ts.isComputedPropertyName(name)) return name.text;
  return ts.isStringLiteralLike(name.expression) ? name.expression.text : "";
}
