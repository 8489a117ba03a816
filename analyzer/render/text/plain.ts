/**
 * Control characters, line separators, lone surrogates, code points that are no characters, and the marks that reorder
 * or hide text on a terminal (Unicode's format characters): source text must not be able to colour, erase or forge
 * lines of a report.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/gu;

/** Nearly all lines: looked at without Unicode's tables, which takes a fifth of the time. */
const PLAIN = /^[ -~→—…]*$/;

/**
 * Where a CI system may see an order in the middle of a log: GitHub obeys `::error::` at the begin of a line, whatever
 * white space is before it, and a text may be wrapped at any space; `##[error]` and `##vso[` are obeyed anywhere.
 */
const ORDER = /(?<=^|\s)::|##(?=\w*\[)/g;

/** One safe line: each dangerous character is shown as its escape, e.g. `\u001b`. */
export function toPlain(text: string): string {
  const harmless = hasOrder(text) ? text.replaceAll(ORDER, escapeFirst) : text;
  if (PLAIN.test(harmless)) return harmless;
  return harmless.replace(UNSAFE, (found) => `\\u${codeOf(found)}`);
}

const PLAIN_LINES = /^[ -~→—…\n]*$/;

/** The same for lines that are shown below each other: in nearly all files there is nothing to look for in each. */
export function toPlainLines(lines: readonly string[]): string {
  const whole = lines.join("\n");
  const isPlain = PLAIN_LINES.test(whole) && !hasOrder(whole) && hasLines(whole, lines.length);
  return isPlain ? whole : lines.map(toPlain).join("\n");
}

/** Whether none of so many lines holds a line break itself. */
function hasLines(whole: string, count: number): boolean {
  let left = count;
  for (let at = whole.indexOf("\n"); at !== -1; at = whole.indexOf("\n", at + 1)) left--;
  return left === 1;
}

/** Quick, and nearly always false. */
function hasOrder(text: string): boolean {
  return text.includes("::") || text.includes("##");
}

function escapeFirst(order: string): string {
  return `\\u${codeOf(order)}${order.slice(1)}`;
}

function codeOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `{${code}}` : code.padStart(4, "0");
}
