import { toPlain } from "../text/plain.ts";

/** Code inside a sentence, as the explanations quote it: a run of backticks to the next one of the same length. */
const QUOTED = /(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g;

/**
 * A sentence for Markdown on one line: what it quotes in backticks becomes code, nothing of the rest becomes markup,
 * a link, a mention or a reference.
 */
export function toMarkdown(text: string): string {
  const plain = toPlain(text);
  let said = "";
  let end = 0;
  for (const { 0: found, 2: quoted = "", index } of plain.matchAll(QUOTED)) {
    said += escapeProse(plain.slice(end, index)) + toCode(quoted.trim());
    end = index + found.length;
  }
  return said + escapeProse(plain.slice(end));
}

/** Text as code on one line: hosts look for no markup, mention or reference in it. */
export function toCode(text: string): string {
  const plain = toPlain(text);
  if (plain === "") return "";
  const fence = "`".repeat(longestRun(plain) + 1);
  // Readers drop one space at both ends where there is one at both.
  const pad = /^`|`$|^ .* $/.test(plain) ? " " : "";
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** Lines as they are; each must be without line feeds. */
export function toCodeBlock(lines: readonly string[]): readonly string[] {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [`${fence}text`, ...lines, fence];
}

/** Markdown for a cell of a table: a bar ends it, even in code. */
export function toCell(markdown: string): string {
  return markdown.replaceAll("|", "\\|");
}

/** Text as code inside an HTML element, where no Markdown is read. */
export function toHtmlCode(text: string): string {
  const escaped = toPlain(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  return `<code>${escaped}</code>`;
}

/**
 * An empty comment keeps hosts from making a mention of `@name`, a reference of `#1`, an emoji of `:name:`, and a link
 * of `https://` or `www.`: they look for these in the finished text, where no backslash is left.
 */
function escapeProse(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~&!$]/g, "\\$&")
    .replace(/[@#:](?=\S)|\bwww(?=\.)/gi, "$&<!-- -->");
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
}
