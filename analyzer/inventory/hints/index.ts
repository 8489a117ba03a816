import type { Ignored } from "../../model.ts";
import type { Lines } from "../lines.ts";
import type { ts } from "../syntax.ts";
import { unwrapParentheses } from "../transparent.ts";
import { attachHints } from "./attach-hints.ts";
import { findHints } from "./find-hints.ts";

/** The ignore comments of a file that has some. */
export interface Hints {
  /** The comment that leaves out the whole file. */
  readonly file: Ignored | undefined;
  /** The comment that leaves out a node with all that is in it. */
  readonly of: (node: ts.Node) => Ignored | undefined;
  /** The comment that leaves out an arm, an operand or a clause; parentheses around it do not matter. */
  readonly before: (node: ts.Node) => Ignored | undefined;
  /** The comments that leave out what follows a true, and a false, condition of an `if`. */
  readonly ofIf: (node: ts.IfStatement) => readonly [Ignored | undefined, Ignored | undefined];
}

/** Reads the ignore comments of a file; undefined where there are none, as in most files. */
export function readHints(sourceFile: ts.SourceFile, lines: Lines): Hints | undefined {
  const hints = findHints(sourceFile, lines);
  if (hints.length === 0) return undefined;
  const { ignored, leading } = attachHints(sourceFile, hints);
  return {
    file: hints.find(({ kind }) => kind === "file")?.ignored,
    of: (node) => ignored.get(node),
    before: (node) => {
      const hint = leading.get(unwrapParentheses(node));
      return hint?.kind === "next" ? hint.ignored : undefined;
    },
    ofIf: (node) => {
      const hint = leading.get(node);
      return [
        hint?.kind === "if" ? hint.ignored : undefined,
        hint?.kind === "else" ? hint.ignored : undefined,
      ];
    },
  };
}
