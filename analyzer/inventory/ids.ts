import { hash } from "node:crypto";

/** What names a decision, but for its kind and text. */
export interface IdPlace {
  /** Path of the unit. */
  readonly unit: string;
  /** Id of the outcome it stands in, or "". */
  readonly enclosing: string;
}

/** Names the decisions of one file so that a name survives line shifts, reformatting and file moves. */
export class Ids {
  readonly #counts: Map<string, number> = new Map();

  /** The second decision that hashes alike gets `~2`, the third `~3`. */
  name(kind: string, text: string, { unit, enclosing }: IdPlace): string {
    const id = digest(`${unit}\n${kind}\n${text}\n${enclosing}`);
    const count = (this.#counts.get(id) ?? 0) + 1;
    this.#counts.set(id, count);
    return count === 1 ? id : `${id}~${count}`;
  }
}

/** RFC 4648's base32hex in lower case, two digits at a time. */
const pairs: readonly string[] = Array.from({ length: 1024 }, (_, bits) =>
  bits.toString(32).padStart(2, "0"),
);

/** The first 50 bits of the SHA-256, in ten digits. */
function digest(text: string): string {
  // As "binary": a Buffer or hex digits cost two to four times as much (Node 24.21).
  const bytes = hash("sha256", text, "binary");
  let digits = "";
  let bits = 0;
  let count = 0;
  for (let at = 0; digits.length < 10; at++) {
    bits = ((bits << 8) | bytes.charCodeAt(at)) & 0x3f_ff_ff;
    count += 8;
    if (count < 10) continue;
    count -= 10;
    digits += pairs[(bits >>> count) & 0x3_ff] ?? "";
  }
  return digits;
}
