import { listFile } from "../inventory/index.ts";
import { readComment } from "../inventory/hints/trivia.ts";
import { createLines } from "../inventory/lines.ts";
import { parseSource } from "../inventory/syntax.ts";
import type { Provider } from "../findings.ts";

/** An ignore hint of the source. */
export interface ListedHint {
  readonly path: string;
  readonly line: number;
  /** As written: `istanbul ignore else`. */
  readonly hint: string;
  /** The text behind ` -- `, or null. */
  readonly reason: string | null;
  /** `none`: the provider of the coverage does not know it; `unknown`: nobody said which provider. */
  readonly effect: "obeyed" | "none" | "unknown";
  /** How many branches it takes out of the measurement; null where that is not known. */
  readonly outcomes: number | null;
}

const MARK = /\b(?:istanbul|v8|c8|node:coverage)\s+(?:ignore|disable)/;
const HINT =
  /(?:\/\*|\/\/)[\s*]*((istanbul|v8|c8|node:coverage)\s+(?:ignore(?:\s+(?:if|else|next|file|start|stop)\b(?:\s+\d+)?)?|disable|enable))(?=\W|$)/g;

/** Lists the ignore hints of a file, in their order; a file that cannot be parsed has none. */
export function listHints(path: string, text: string, provider: Provider): readonly ListedHint[] {
  if (!MARK.test(text)) return [];
  const taken = countTaken(path, text);
  const sourceFile = parseSource(path, text);
  const lines = createLines(text);
  return [...text.matchAll(HINT)].flatMap((match): readonly ListedHint[] => {
    const [, written = "", tool = ""] = match;
    const comment = readComment(match.index, sourceFile);
    // The end of a range belongs to its beginning.
    if (comment === undefined || /(?:stop|enable)$/.test(written)) return [];
    const { line } = lines.at(match.index);
    const isIstanbul = tool === "istanbul";
    const outcomes = isIstanbul ? (taken.get(line) ?? 0) : null;
    return [
      {
        path,
        line,
        hint: written.replaceAll(/\s+/g, " "),
        reason: readReason(text.slice(match.index, comment.end)),
        effect: judge(isIstanbul, provider),
        outcomes: !isIstanbul && provider === "istanbul" ? 0 : outcomes,
      },
    ];
  });
}

/** V8's converter obeys Istanbul's hints too; Istanbul obeys none of the others, silently. */
function judge(isIstanbul: boolean, provider: Provider): ListedHint["effect"] {
  if (isIstanbul || provider === "v8") return "obeyed";
  return provider === "istanbul" ? "none" : "unknown";
}

/** How many outcomes the hint of each line takes out. */
function countTaken(path: string, text: string): ReadonlyMap<number, number> {
  const taken = new Map<number, number>();
  const found = listFile(path, text, "full");
  if ("reason" in found) return taken;
  for (const { outcomes } of found.decisions) {
    for (const { ignored } of outcomes) {
      if (ignored !== undefined) taken.set(ignored.line, (taken.get(ignored.line) ?? 0) + 1);
    }
  }
  return taken;
}

function readReason(comment: string): string | null {
  const [, reason = ""] = /\s--\s+([^]*)$/.exec(comment) ?? [];
  const text = reason.replace(/\*\/$/, "").replaceAll(/\s+/g, " ").trim();
  return text === "" ? null : text;
}
