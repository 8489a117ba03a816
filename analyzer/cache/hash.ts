/** Hex digest of bytes, or of a text's in UTF-8, as FileInventory has it. */
export function hashContent(content: string | Uint8Array): string {
  // Not imported above: it takes a tenth of the time of an unchanged listing, which hashes nothing.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(content).digest("hex");
}
