/** What XML 1.0 has no way to write, not even as a reference: https://www.w3.org/TR/xml/#charsets */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Cs}]/gu;

/** Markup, and the characters that readers fold into spaces or line feeds. */
const SPECIAL = /[&<>"'\t\n\r\u007F-\u009F\u2028\u2029]/g;

const NAMED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text for an attribute or between tags, with no end of a section in it; what XML cannot hold is shown as `\u0000`. */
export function escapeXml(text: string): string {
  return text
    .replace(IMPOSSIBLE, (found) => `\\u${codeOf(found).padStart(4, "0")}`)
    .replace(SPECIAL, (found) => NAMED[found] ?? `&#x${codeOf(found)};`);
}

type Attributes = Readonly<Record<string, string | number>>;

/** An element on lines of its own; children are elements already written. */
export function element(
  name: string,
  attributes: Attributes,
  children: readonly string[] = [],
): string {
  if (children.length === 0) return `<${name}${sayAttributes(attributes)}/>`;
  return `<${name}${sayAttributes(attributes)}>\n${children.join("\n")}\n</${name}>`;
}

/** An element around text, which keeps its line feeds. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  const lines = text.split("\n").map(escapeXml);
  return `<${name}${sayAttributes(attributes)}>${lines.join("\n")}</${name}>`;
}

function sayAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(`${value}`)}"`)
    .join("");
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
