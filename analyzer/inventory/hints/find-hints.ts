import type { Lines } from "../lines.ts";
import type { ts } from "../syntax.ts";
import type { Hint } from "./hint.ts";
import { readComment } from "./trivia.ts";

/** Comments that Istanbul obeys: only white space may stand before `istanbul` (istanbul-lib-instrument 6.0.3). */
const blockComment = /\/\*\s*(istanbul\s+ignore\s+(if|else|next|file))(?=\W)/g;
const lineComment =
  /\/\/[^\S\n\r\u2028\u2029]*(istanbul[^\S\n\r\u2028\u2029]+ignore[^\S\n\r\u2028\u2029]+(if|else|next|file))(?=\W|$)/g;

/** Finds the ignore comments of a file, in order; what only looks like one, in a string, is none. */
export function findHints(sourceFile: ts.SourceFile, lines: Lines): readonly Hint[] {
  const { text } = sourceFile;
  if (!text.includes("istanbul")) return [];
  return [...text.matchAll(blockComment), ...text.matchAll(lineComment)]
    .toSorted((a, b) => a.index - b.index)
    .flatMap((match): readonly Hint[] => {
      const [, written = "", kind] = match;
      const comment = readComment(match.index, sourceFile);
      if (comment === undefined || !isKind(kind)) return [];
      const ignored = {
        hint: written.replaceAll(/\s+/g, " "),
        why: readReason(text.slice(match.index, comment.end)),
        line: lines.at(match.index).line,
      };
      return [{ kind, before: comment.next, ignored }];
    });
}

function isKind(word: string | undefined): word is Hint["kind"] {
  return word === "if" || word === "else" || word === "next" || word === "file";
}

/** The text behind ` -- `. */
function readReason(comment: string): string | null {
  const at = comment.search(/\s--\s/);
  if (at === -1) return null;
  return comment
    .slice(at + 3)
    .replace(/\*\/$/, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
