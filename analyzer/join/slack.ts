import type { Counter, Evidence, FileInventory, Position, Site } from "../model.ts";
import { comparePositions } from "../position.ts";

/**
 * How far counts derived from a formula can be wrong: how often its evaluation began and led to neither
 * arm of the `if` or `?:` that it decides, because something threw. By the sites of the formula and of those inside it.
 */
export type Slack = ReadonlyMap<number, number>;

/** Reads the slack of every formula that decides an `if` or a `?:`; `text` is the file's, empty where nobody has it. */
export function computeSlack(
  inventory: FileInventory,
  text: string,
  readArm: (site: number, arm: number) => number | undefined,
): Slack {
  const slack = new Map<number, number>();
  for (const { decided, formulas } of listTests(inventory, text)) {
    // Of formulas within formulas, `!(a && b) && c`, the first is the whole.
    const [whole] = formulas;
    const began = whole === undefined ? undefined : readArm(whole, 0);
    const whenTrue = readArm(decided, 0);
    const whenFalse = readArm(decided, 1);
    if (began === undefined || whenTrue === undefined || whenFalse === undefined) continue;
    for (const formula of formulas) slack.set(formula, Math.abs(began - whenTrue - whenFalse));
  }
  return slack;
}

interface DecidingTest {
  /** Site of the `if` or `?:`. */
  readonly decided: number;
  /** Sites of its test, the first of which begins with it: then that is evaluated exactly as often. */
  readonly formulas: readonly number[];
}

/** What decides an `if` or a `?:`: sites are in the order of the text, so that those of its test come right after it. */
function listTests({ decisions, sites }: FileInventory, text: string): readonly DecidingTest[] {
  const lines = text.split("\n");
  return decisions.flatMap(({ kind, start, outcomes }): readonly DecidingTest[] => {
    const [outcome] = outcomes;
    const decided = outcome && siteOf(outcome.evidence);
    if ((kind !== "if" && kind !== "cond-expr") || decided === undefined || !outcome?.start)
      return [];
    const formulas: number[] = [];
    for (let at = decided + 1; at < sites.length; at += 1) {
      const site = sites[at];
      if (!site || comparePositions(site.start, outcome.start) >= 0) break;
      if (site.kind === "binary-expr") formulas.push(at);
    }
    const first = sites[formulas[0] ?? -1];
    return first && beginsWith(first, start, lines) ? [{ decided, formulas }] : [];
  });
}

function siteOf(evidence: Evidence): number | undefined {
  return evidence.by === "counter" && evidence.counter.of === "arm"
    ? evidence.counter.site
    : undefined;
}

/** Says whether only parentheses and negations stand between the start of a test and a formula. */
function beginsWith(
  { start, canonicalStart }: Site,
  from: Position,
  lines: readonly string[],
): boolean {
  return [start, canonicalStart].some((place) =>
    /^(?:if)?[\s(!]*$/.test(textBetween(from, place, lines)),
  );
}

/** Longer stretches are more than parentheses. */
const MOST_LINES = 20;

function textBetween(from: Position, to: Position, lines: readonly string[]): string {
  if (to.line - from.line > MOST_LINES) return "?";
  if (from.line === to.line) return (lines[from.line - 1] ?? "").slice(from.column, to.column);
  return [
    (lines[from.line - 1] ?? "").slice(from.column),
    ...lines.slice(from.line, to.line - 1),
    (lines[to.line - 1] ?? "").slice(0, to.column),
  ].join("\n");
}

/** The sites of all arms that a derived count takes. */
export function listSites(evidence: Evidence): readonly number[] {
  if (evidence.by !== "difference") return [];
  return [...evidence.plus, ...evidence.minus].flatMap((counter: Counter) =>
    counter.of === "arm" ? [counter.site] : [],
  );
}
