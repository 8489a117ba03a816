import { createHash } from "node:crypto";

/** Hex digest of a text's bytes, as FileInventory has it. */
export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
