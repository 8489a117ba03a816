/** Longer code is cut: a sentence has to stay one. */
const MOST_CHARACTERS = 80;

/** Code inside a sentence: on one line, cut when long, in backticks (two where it has some itself). */
export function sayCode(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const cut = line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line;
  return cut.includes("`") ? `\`\` ${cut} \`\`` : `\`${cut}\``;
}
