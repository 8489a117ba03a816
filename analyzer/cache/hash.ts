/** Hex digest of a text's bytes, as FileInventory has it. */
export function hashText(text: string): string {
  return hashBytes(text);
}

/** Hex digest of bytes, or of a text's in UTF-8. */
export function hashBytes(bytes: string | Uint8Array): string {
  // Not imported above: it takes a tenth of the time of an unchanged listing, which hashes nothing.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(bytes).digest("hex");
}
