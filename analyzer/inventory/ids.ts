import { hash } from "node:crypto";

/** Names decisions so that a name survives line shifts, reformatting and file moves. */
export interface Ids {
  /** Names what the parts tell: unit path, kind, normalised condition and the outcome it stands in. */
  readonly name: (...parts: readonly string[]) => string;
}

/** Ids of one file: the second decision that hashes alike gets `~2`, the third `~3`. */
export function createIds(): Ids {
  const seen = new Map<string, number>();
  return {
    name: (...parts) => {
      const id = digest(parts.join("\n"));
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return count === 1 ? id : `${id}~${count}`;
    },
  };
}

/** The first 50 bits of the SHA-256 as ten digits of 0-9a-v (RFC 4648's base32hex, lower case). */
function digest(text: string): string {
  // As "binary": a Buffer or hex digits cost two to four times as much (Node 24.21).
  const bytes = hash("sha256", text, "binary");
  let digits = "";
  for (let bit = 0; bit < 50; bit += 5) {
    const at = bit >>> 3;
    const pair = (bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1);
    digits += ((pair >>> (11 - (bit & 7))) & 31).toString(32);
  }
  return digits;
}
