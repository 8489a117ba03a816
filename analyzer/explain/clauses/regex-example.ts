/** Tried in turn where a text must not match. */
const STRANGERS = ["", "x", "1", "?"];
const ESCAPES: Readonly<Record<string, string>> = {
  d: "1",
  w: "a",
  s: " ",
  D: "a",
  W: "!",
  S: "a",
  t: "\t",
};
/** Longer patterns are not worth working out. */
const LONGEST = 200;

/** A text that a pattern matches, or one that it does not; undefined where none is found. Each is checked. */
export function exampleOf(literal: string, matches: boolean): string | undefined {
  const pattern = compile(literal);
  if (!pattern || literal.length > LONGEST) return undefined;
  if (!matches) return STRANGERS.find((text) => !test(pattern, text));
  const text = build(pattern.source);
  return text !== undefined && test(pattern, text) ? text : undefined;
}

function compile(literal: string): RegExp | undefined {
  const end = literal.lastIndexOf("/");
  try {
    return new RegExp(literal.slice(1, end), literal.slice(end + 1));
  } catch {
    return undefined; // newer syntax than this Node knows
  }
}

function test(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** The shortest text that the pattern seems to want: the first of alternatives, optional parts left out. */
function build(source: string): string | undefined {
  const reader = { source, at: 0 };
  const text = readAlternatives(reader);
  return reader.at === source.length ? text : undefined;
}

interface Reader {
  readonly source: string;
  at: number;
}

function readAlternatives(reader: Reader): string {
  const first = readSequence(reader);
  while (reader.source[reader.at] === "|") {
    reader.at += 1;
    readSequence(reader);
  }
  return first;
}

function readSequence(reader: Reader): string {
  let text = "";
  while (reader.at < reader.source.length && !"|)".includes(reader.source[reader.at] ?? "")) {
    const atom = readAtom(reader);
    text += atom.repeat(readCount(reader));
  }
  return text;
}

function readAtom(reader: Reader): string {
  const character = reader.source[reader.at] ?? "";
  reader.at += 1;
  if (character === "^" || character === "$") return "";
  if (character === ".") return "a";
  if (character === "\\") return readEscape(reader);
  if (character === "[") return readClass(reader);
  if (character !== "(") return character;
  const group = /^\?(?::|<[A-Za-z]\w*>)/.exec(reader.source.slice(reader.at));
  reader.at += group?.[0].length ?? 0;
  const text = readAlternatives(reader);
  reader.at += 1;
  return text;
}

function readEscape(reader: Reader): string {
  const escaped = reader.source[reader.at] ?? "";
  reader.at += 1;
  if (escaped === "b" || escaped === "B") return "";
  return ESCAPES[escaped] ?? escaped;
}

/** The first character of a class; of a negated one, a character that nobody lists. */
function readClass(reader: Reader): string {
  const end = /(?:[^\\\]]|\\.)*/.exec(reader.source.slice(reader.at));
  const body = end?.[0] ?? "";
  reader.at += body.length + 1;
  if (body.startsWith("^")) return ["a", "1", "-", "é"].find((one) => !body.includes(one)) ?? "~";
  return body.startsWith("\\") ? (ESCAPES[body[1] ?? ""] ?? body[1] ?? "") : (body[0] ?? "");
}

/** The least number of times that a quantifier asks for. */
function readCount(reader: Reader): number {
  const [quantifier = "", least] =
    /^(?:[*?+]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at)) ?? [];
  reader.at += quantifier.length;
  if (quantifier.startsWith("*") || quantifier.startsWith("?")) return 0;
  return least === undefined ? 1 : Math.min(Number(least), LONGEST);
}
