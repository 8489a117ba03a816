import type { RenderOptions } from "../render/renderer.ts";
import type { Terminal } from "./terminal.ts";

/** How a document is shown: a file gets no colours, whatever the terminal can. */
export function renderOptionsFor(
  { color, width }: Terminal,
  file: string | undefined,
): RenderOptions {
  return { color: color && file === undefined, ...(width !== undefined && { width }) };
}
