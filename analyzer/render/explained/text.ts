import { sayRoute } from "../../routes/say-route.ts";
import type { ReportOutcome } from "../../report/document.ts";
import type {
  Explained,
  ExplainedDecision,
  ExplainedOutcome,
  GuardStep,
} from "../../report/explain-target.ts";
import type { RenderOptions } from "../renderer.ts";
import { sayEquation } from "../text/equation.ts";
import { type Paint, paintWith } from "../text/palette.ts";
import { toPlain } from "../text/plain.ts";
import { sayReason } from "../text/reason-words.ts";
import { wrap } from "../text/wrap.ts";

const DEFAULT_WIDTH = 100;
const LABEL_WIDTH = "reached by".length + 3;
const INDENT = "     ";
const MOST_ROUTES = 8;

/** Each decision with its guards, then each outcome: what became of it, why, how to get there, and by which counters. */
export function renderExplained(explained: Explained, options: RenderOptions): string {
  const paint = paintWith(options.color ?? false);
  const width = options.width ?? DEFAULT_WIDTH;
  return explained.decisions
    .map((decision) => `${renderDecision(decision, width, paint).join("\n")}\n`)
    .join("\n");
}

function renderDecision(
  decision: ExplainedDecision,
  width: number,
  paint: Paint,
): readonly string[] {
  const { path, start, alias, id, guards, outcomes } = decision;
  return [
    `${paint("cyan", toPlain(`${path}:${start.line}`))}  ${toPlain(alias)}  ${paint("dim", toPlain(id))}`,
    ...guards.flatMap((guard, index) =>
      renderRow(index === 0 ? "behind" : "", sayGuard(guard), { width, paint, indent: "   " }),
    ),
    ...outcomes.flatMap((outcome) => renderOutcome(outcome, width, paint)),
  ];
}

function sayGuard({ line, kind, condition, label, status, hits }: GuardStep): string {
  const what = condition === "" ? kind : condition;
  return `line ${line}, \`${what}\`: ${label}, ${sayStatus(status, hits)}`;
}

function renderOutcome(outcome: ExplainedOutcome, width: number, paint: Paint): readonly string[] {
  const { label, status, hits, reason, explanation, routes } = outcome;
  const row = (name: string, text: string): readonly string[] =>
    renderRow(name, text, { width, paint, indent: INDENT });
  const color = status === "missed" ? "red" : status === "covered" ? "green" : "yellow";
  const why = reason === undefined ? "" : `: ${sayReason(reason)}`;
  return [
    `   ${paint(color, toPlain(`${label}  ${sayStatus(status, hits)}${why}`))}`,
    ...row("cause", explanation?.cause ?? ""),
    ...row("reached by", sayRoutes(routes.map(sayRoute))),
    ...row("to cover", explanation?.action ?? ""),
    ...row("in test", sayTests(outcome)),
    ...row("nearest", outcome.nearest ? sayTest(outcome.nearest) : ""),
    ...row("counted", sayEquation(outcome)),
  ];
}

function sayStatus(status: ReportOutcome["status"], hits: number | null): string {
  return status === "covered" && hits !== null ? `covered x${hits}` : status;
}

/** Tests beyond these are counted; `footlights who` names all. */
const MOST_TESTS = 3;

function sayTests({ tests = [], shared = [] }: ExplainedOutcome): string {
  const shown = tests.slice(0, MOST_TESTS).map((test) => `${sayTest(test)} x${test.hits}`);
  if (tests.length > MOST_TESTS) shown.push(`${tests.length - MOST_TESTS} more`);
  if (shared.length > 0) shown.push(`shared by ${shared.length}`);
  return shown.join(", ");
}

function sayTest({ name }: { readonly name: string }): string {
  return `"${name}"`;
}

function sayRoutes(routes: readonly string[]): string {
  const more = routes.length - MOST_ROUTES;
  const shown = routes.slice(0, MOST_ROUTES).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

interface RowStyle {
  readonly width: number;
  readonly paint: Paint;
  readonly indent: string;
}

function renderRow(
  label: string,
  text: string,
  { width, paint, indent }: RowStyle,
): readonly string[] {
  if (text === "") return [];
  const lines = wrap(toPlain(text), Math.max(width - indent.length - LABEL_WIDTH, 40));
  return lines.map((line, index) => {
    const head = (index === 0 ? label : "").padEnd(LABEL_WIDTH);
    return `${indent}${paint("dim", head)}${line}`;
  });
}
