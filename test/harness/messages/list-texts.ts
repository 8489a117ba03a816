/**
 * Lists the texts for people in the source of a TypeScript file: its string and template literals of at least two
 * words, with `\uE000` for each `${…}`. Literals within a placeholder are listed on their own.
 */
export function listTexts(source: string): readonly string[] {
  const texts: string[] = [];
  let at = 0;

  const readLiteral = (quote: string): string => {
    let text = "";
    for (at += 1; at < source.length && source[at] !== quote;) {
      if (source[at] === "\\") {
        text += unescape(source[at + 1] ?? "");
        at += 2;
      } else if (quote === "`" && source.startsWith("${", at)) {
        at += 2;
        readCode();
        text += "\uE000";
      } else {
        text += source[at];
        at += 1;
      }
    }
    at += 1;
    return text;
  };

  /** Reads up to the brace that closes a placeholder, or the end. */
  const readCode = (): void => {
    for (let depth = 0; at < source.length;) {
      const character = source[at] ?? "";
      if (source.startsWith("//", at)) at = endOf("\n");
      else if (source.startsWith("/*", at)) at = endOf("*/");
      else if ("\"'`".includes(character)) texts.push(readLiteral(character));
      else {
        if (character === "}" && depth === 0) break;
        depth += character === "{" ? 1 : character === "}" ? -1 : 0;
        at += 1;
      }
    }
    at += 1;
  };

  const endOf = (mark: string): number => {
    const end = source.indexOf(mark, at);
    return end < 0 ? source.length : end + mark.length;
  };

  readCode();
  return texts.filter((text) => /[a-z]+,? [a-z\uE000]+/i.test(text));
}

/** Makes the pattern of everything that a text can become. */
export function patternOf(text: string): RegExp {
  const parts = text.split("\uE000").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(parts.join("[^]*?"));
}

function unescape(character: string): string {
  return character === "n" ? "\n" : character;
}
