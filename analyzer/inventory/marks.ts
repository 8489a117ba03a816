/** What no decision, function or class is written without; in a string or a comment it does no harm. */
const candidate = /[?{]|&&|\|\||=(?!=)|if|for|while/g;

const [space, dot, semicolon, equals, a, z] = [32, 46, 59, 61, 97, 122];

/** Tells in which stretches of a text something may be that is worth a visit: most nodes have nothing. */
export class Marks {
  readonly #offsets: readonly number[];
  #at = 0;

  constructor(text: string) {
    this.#offsets = listMarks(text);
  }

  /** Whether a mark lies at or behind `start` and before `end`. Cheapest when asked in the order of the text. */
  areIn(start: number, end: number): boolean {
    const offsets = this.#offsets;
    let at = this.#at;
    while (at > 0 && (offsets[at - 1] ?? 0) >= start) at--;
    while ((offsets[at] ?? Infinity) < start) at++;
    this.#at = at;
    return (offsets[at] ?? Infinity) < end;
  }
}

function listMarks(text: string): readonly number[] {
  const offsets: number[] = [];
  candidate.lastIndex = 0;
  while (candidate.test(text)) {
    // The last character of what was found: a mark must lie inside of the node that it announces.
    const last = candidate.lastIndex - 1;
    const code = text.charCodeAt(last);
    if (code === equals) {
      if (!isPlainAssignment(text, last)) offsets.push(last);
    } else if (code < a || code > z || !isWord(text.charCodeAt(last + 1))) offsets.push(last);
  }
  return offsets;
}

/** Before the `=` of a comparison, of `+=` and their like; not `>`, which may end a type. */
const operators: ReadonlySet<number> = new Set(
  Array.from("=!<+-*%^", (sign) => sign.charCodeAt(0)),
);

/**
 * Whether an `=` cannot give a default value: behind `const a`, and behind `; a.b`, where a statement or a
 * field begins.
 */
function isPlainAssignment(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  if (before !== space) return operators.has(before);
  let at = offset - 2;
  while (isWord(text.charCodeAt(at)) || text.charCodeAt(at) === dot) at--;
  if (at === offset - 2) return false;
  const word = text.slice(at - 5, at);
  if (text.charCodeAt(at) === space && (word === "const" || /\b(?:let|var)$/.test(word)))
    return true;
  while (text.charCodeAt(at) <= space) at--;
  return text.charCodeAt(at) === semicolon;
}

/** Of ASCII: a name in other letters is only walked for nothing. */
function isWord(code: number): boolean {
  return (
    (code >= a && code <= z) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36
  );
}
