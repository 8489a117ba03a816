import { createHash } from "node:crypto";

/** What the plugin adds to each entry of a report: `{ "sha256": "…" }` of the text that ran. */
export const STAMP = "footlights";

/** Tells one text from another, whatever ends its lines: a checkout may turn those round. */
export function hashText(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}
