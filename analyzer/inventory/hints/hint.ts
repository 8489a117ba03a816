import type { Ignored } from "../../model.ts";

/** An ignore comment of Istanbul's, and where the code begins that it stands before. */
export interface Hint {
  readonly kind: "if" | "else" | "next" | "file";
  /** Offset of the next token. */
  readonly before: number;
  readonly ignored: Ignored;
}
