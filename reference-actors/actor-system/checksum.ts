/** 32-bit FNV-1a over the UTF-8 bytes of a text: it finds damage, not forgery. */
export function checksum(text: string): number {
  const hash = new TextEncoder()
    .encode(text)
    .reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), 0x811c9dc5);
  return hash >>> 0;
}
