/** What ends a line or is obeyed by a terminal, and halves of surrogate pairs, which no encoding has. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A path for formats without an escape of their own: on one line, and else as the host knows it, so that the file is
 * found. Stricter for what people read: `toPlain`.
 */
export function toOneLine(path: string): string {
  return path.replace(UNSAFE, (found) => {
    const code = (found.codePointAt(0) ?? 0).toString(16);
    return `\\u${code.padStart(4, "0")}`;
  });
}
