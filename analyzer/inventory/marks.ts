/**
 * What no decision, function or class is written without. A plain `=` may give a default value; the one of
 * a comparison or of `+=` does not (`>=` may: `a: Set<T>=b`), and neither does the one of a variable or of a
 * statement that assigns: those match with the white space behind them. A match in a string or a comment
 * does no harm.
 */
const mark =
  /[?{]|&&|\|\||\b(?:const|let|var) [\w$]+ =\s|;\s+[\w$.]+ =\s|(?<![=!<+\-*%^])=(?!=)|\b(?:if|for|while)\b/g;

const space = 32;

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
  mark.lastIndex = 0;
  while (mark.test(text)) {
    // The last character of the match: a mark must lie inside of the node that it announces.
    const last = mark.lastIndex - 1;
    if (text.charCodeAt(last) > space) offsets.push(last);
  }
  return offsets;
}
