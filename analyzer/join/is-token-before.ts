import type { Position } from "../model.ts";

/** More lines than this between a token and the next mapped one are not a lost mapping. */
const lineLimit = 8;

/** One token, then only what has no mapping of its own: punctuation, keywords, comments and white space. */
const pattern =
  /^(?:[\p{ID_Continue}$]+|[^\s\p{ID_Continue}$;]{1,4})(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n|(?:else|return|await|yield|typeof|void|new|throw|in|of)\b|[^\s\p{ID_Continue}$;/])*$/u;

/**
 * Whether `branch` names the token before `site`. Where a transpiler's source map has no segment for the
 * parenthesis in which an expression begins, remapping falls back to the last token that has one
 * (vite 8 and esbuild: `return (\n (x ?? y)` is reported at `return`, `} else if` at the brace).
 */
export function isTokenBefore(lines: readonly string[], branch: Position, site: Position): boolean {
  const distance = site.line - branch.line;
  if (distance < 0 || distance > lineLimit) return false;
  if (distance === 0 && branch.column >= site.column) return false;
  const between = lines.slice(branch.line - 1, site.line);
  const last = between.length - 1;
  between[last] = (between[last] ?? "").slice(0, site.column);
  between[0] = (between[0] ?? "").slice(branch.column);
  return pattern.test(between.join("\n"));
}
