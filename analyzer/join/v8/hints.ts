import { createLines } from "../../inventory/lines.ts";
import { parseSource, ts } from "../../inventory/syntax.ts";
import type { Decision, Position, Span } from "../../model.ts";
import { comparePositions } from "../../position.ts";
import { visitNodes } from "../visit-nodes.ts";

/** Code that a hint takes out of the measurement under V8's providers only. */
export interface HintedCode extends Span {
  /** The hint as written, or what stands after ` -- ` in it. */
  readonly reason: string;
  /** `if` or `else`: only that outcome of the `if` that starts here, and what is in it. */
  readonly arm?: number;
}

/** Istanbul's own hints work here too, but those the inventory knows. */
const comment =
  /(?:\/\*|\/\/)[\s*]*((?:[cv]8|node:coverage)\s+ignore\s+(if|else|next|start|stop|file)\b)([^\n*]*)/g;

interface Hint {
  readonly offset: number;
  readonly kind: string;
  readonly reason: string;
}

/** What `v8 ignore`, `c8 ignore` and `node:coverage ignore` leave out (ast-v8-to-istanbul 1.0.8). */
export function listHintedCode(path: string, text: string): readonly HintedCode[] {
  const hints = Array.from(text.matchAll(comment), readHint);
  if (hints.length === 0) return [];
  const lines = createLines(text);
  const end = lines.at(text.length);
  const whole = hints.find(({ kind }) => kind === "file");
  if (whole !== undefined) return [{ start: lines.at(0), end, reason: whole.reason }];
  const at = (offset: number): Position => lines.at(offset);
  return [...listRanges(hints, at, end), ...listNodes(hints, parseSource(path, text), at)];
}

/** The code that a decision or one of its outcomes lies in, if any. */
export function findHint(
  code: readonly HintedCode[],
  { start, kind }: Decision,
  outcome: number,
): HintedCode | undefined {
  return code.find((hinted) => {
    const isOwn = comparePositions(hinted.start, start) === 0 && kind === "if";
    if (hinted.arm !== undefined && isOwn) return hinted.arm === outcome;
    return comparePositions(hinted.start, start) <= 0 && comparePositions(start, hinted.end) < 0;
  });
}

function readHint({ 0: whole, 1: hint, 2: kind = "", 3: rest = "", index }: RegExpExecArray): Hint {
  const why = /\s--\s+(.*?)\s*$/.exec(rest)?.[1];
  return { offset: index + whole.length, kind, reason: why ?? hint ?? "" };
}

/** From the line of each `start` to the line of the `stop` after it. */
function listRanges(
  hints: readonly Hint[],
  at: (offset: number) => Position,
  end: Position,
): readonly HintedCode[] {
  return hints.flatMap(({ kind, offset, reason }, index) => {
    if (kind !== "start") return [];
    const stop = hints.slice(index).find((hint) => hint.kind === "stop");
    const last = stop === undefined ? end.line : at(stop.offset).line;
    const start = { line: at(offset).line, column: 0 };
    return [{ start, end: { line: last + 1, column: 0 }, reason }];
  });
}

function listNodes(
  hints: readonly Hint[],
  sourceFile: ts.SourceFile,
  at: (offset: number) => Position,
): readonly HintedCode[] {
  const found: HintedCode[] = [];
  const waiting = hints.filter(({ kind }) => kind !== "start" && kind !== "stop");
  visitNodes(sourceFile, (node) => {
    if (ts.isSourceFile(node)) return;
    const start = node.getStart(sourceFile);
    const index = waiting.findIndex(({ offset }) => node.pos <= offset && offset <= start);
    const [hint] = index === -1 ? [] : waiting.splice(index, 1);
    if (hint === undefined) return;
    const { kind, reason } = hint;
    const span = { start: at(start), end: at(node.end), reason };
    if (kind === "next") found.push(span);
    else if (ts.isIfStatement(node)) found.push(...listArm(node, kind, { span, at }));
  });
  return found;
}

function listArm(
  { thenStatement, elseStatement }: ts.IfStatement,
  kind: string,
  { span, at }: { readonly span: HintedCode; readonly at: (offset: number) => Position },
): readonly HintedCode[] {
  const arm = kind === "if" ? 0 : 1;
  const code = arm === 0 ? thenStatement : elseStatement;
  const own = { ...span, end: span.start, arm };
  return code === undefined
    ? [own]
    : [own, { start: at(code.pos), end: at(code.end), reason: span.reason }];
}
