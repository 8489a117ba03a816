import { readSync } from "node:fs";

/** One member of the object that a report is, by its place in the file: bytes from 0 on, ends excluded. */
export interface EntryPlace {
  /** The key with its quotes. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
  readonly end: number;
}

/** So much is held at once, however large the report is. */
const WINDOW = 1 << 20;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** What may come next between the entries. */
type Expected = "object" | "key" | "more-key" | "colon" | "value" | "comma" | "nothing";

/**
 * Finds the members of the object that a JSON file is, all of them objects, without parsing them. Undefined for anything
 * else, whatever it is: only braces and quotes are looked at inside a member.
 */
export function scanEntries(file: number): readonly EntryPlace[] | undefined {
  const scan = new Scan();
  const window = Buffer.allocUnsafe(WINDOW);
  let at = 0;
  for (let length = -1; length !== 0; at += length) {
    length = readSync(file, window, 0, WINDOW, at);
    if (!scan.take(window.subarray(0, length), at)) return undefined;
  }
  return scan.isWhole ? scan.entries : undefined;
}

class Scan {
  readonly entries: EntryPlace[] = [];
  #expected: Expected = "object";
  /** Braces that are open inside a member. */
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  #keyStart = 0;
  #keyEnd = 0;
  #start = 0;

  get isWhole(): boolean {
    return this.#expected === "nothing";
  }

  /** False where the file is none of those. */
  take(bytes: Uint8Array, offset: number): boolean {
    for (let at = 0; at < bytes.length; at += 1) {
      if (this.#depth > 0) at = this.#skipMember(bytes, at, offset);
      else if (this.#inString) at = this.#skipKey(bytes, at, offset);
      else if (!this.#isBetween(bytes[at] ?? 0, offset + at)) return false;
    }
    return true;
  }

  /** The last byte that was looked at: the end of the member, or of the bytes. */
  #skipMember(bytes: Uint8Array, from: number, offset: number): number {
    let [depth, inString, isEscaped] = [this.#depth, this.#inString, this.#isEscaped];
    let at = from;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN) depth += 1;
      else if (byte === CLOSE) {
        depth -= 1;
        if (depth === 0) break;
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#isEscaped = isEscaped;
    if (depth > 0) return at;
    const [keyStart, keyEnd, start] = [this.#keyStart, this.#keyEnd, this.#start];
    this.entries.push({ keyStart, keyEnd, start, end: offset + at + 1 });
    this.#expected = "comma";
    return at;
  }

  #skipKey(bytes: Uint8Array, from: number, offset: number): number {
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) {
        this.#inString = false;
        this.#keyEnd = offset + at + 1;
        this.#expected = "colon";
        return at;
      }
    }
    return bytes.length;
  }

  #isBetween(byte: number, place: number): boolean {
    if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) return true;
    const expected = this.#expected;
    if (expected === "object" && byte === OPEN) this.#expected = "key";
    else if ((expected === "key" || expected === "more-key") && byte === QUOTE) {
      this.#inString = true;
      this.#keyStart = place;
    } else if (expected === "colon" && byte === COLON) this.#expected = "value";
    else if (expected === "value" && byte === OPEN) {
      this.#depth = 1;
      this.#start = place;
    } else if (expected === "comma" && byte === COMMA) this.#expected = "more-key";
    else if ((expected === "comma" || expected === "key") && byte === CLOSE)
      this.#expected = "nothing";
    else return false;
    return true;
  }
}
