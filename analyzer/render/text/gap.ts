import { sayRoute } from "../../routes/say-route.ts";
import type { Route } from "../../model.ts";
import { type Gap, type GapBranch, countOutcomes } from "../gaps.ts";
import { sayEquation } from "./equation.ts";
import type { Paint } from "./palette.ts";
import { sayCount } from "./percent.ts";
import { toPlain } from "./plain.ts";
import { wrap } from "./wrap.ts";

/** Routes beyond these are counted: a helper of many handlers would fill the screen. */
const MOST_ROUTES = 3;

/** Decisions of a gap beyond these are counted. */
const MOST_BRANCHES = 12;

/** Longer conditions are cut where they only stand in a list. */
const MOST_CHARACTERS = 60;

const INDENT = "   ";
const LABEL_WIDTH = "reached by".length + 3;

/**
 * One gap as lines:
 * ```
 * src/room.ts:42  Room.handle — `if (n > 0)` was never false (7 evaluations)       k3q0v7f2ab:else
 *    reached by   Room.handle({ type: "dec" })
 *    to cover     ...
 * ```
 */
export function renderGap(gap: Gap, width: number, paint: Paint): readonly string[] {
  const { branches, behind } = gap;
  const count = countOutcomes(branches);
  const single = count === 1 ? branches[0]?.outcomes[0]?.id : undefined;
  return [
    ...renderHeading(gap, single ?? sayCount(count, "branch", "branches"), width, paint),
    ...renderRow("reached by", sayRoutes(gap.routes), width, paint),
    ...renderRow("to cover", gap.explanation.action, width, paint),
    ...renderRow("counted", single === undefined ? "" : sayCounted(branches), width, paint),
    ...(single === undefined ? renderBranches("branches", branches, paint) : []),
    ...renderBranches("behind it", behind, paint),
  ];
}

/** The counters of the one outcome of a gap; empty where nobody asked for them. */
function sayCounted([branch]: readonly GapBranch[]): string {
  const outcome = branch?.outcomes[0];
  return outcome === undefined ? "" : sayEquation(outcome);
}

function renderHeading(gap: Gap, right: string, width: number, paint: Paint): readonly string[] {
  const line = gap.branches[0]?.decision.start.line ?? 1;
  const place = toPlain(`${gap.path}:${line}`);
  const words = toPlain(`${gap.unit} — ${gap.explanation.cause}`);
  const room = width - place.length - 2;
  if (words.length + 2 + right.length <= room) {
    const pad = " ".repeat(room - words.length - right.length);
    return [`${paint("cyan", place)}  ${words}${pad}${paint("dim", toPlain(right))}`];
  }
  // Too long for one line: who and which on the first, what below it.
  const head = toPlain(gap.unit);
  const pad = " ".repeat(Math.max(2, room - head.length - right.length));
  return [
    `${paint("cyan", place)}  ${head}${pad}${paint("dim", toPlain(right))}`,
    ...wrap(toPlain(gap.explanation.cause), width - INDENT.length).map((text) => INDENT + text),
  ];
}

function renderBranches(
  label: string,
  branches: readonly GapBranch[],
  paint: Paint,
): readonly string[] {
  const shown = branches.slice(0, MOST_BRANCHES);
  const lines = shown.map(({ decision, outcomes }) => {
    const labels = outcomes.map((outcome) => outcome.label).join(", ");
    const condition = decision.condition === "" ? decision.kind : decision.condition;
    const text = toPlain(`${decision.start.line}  ${cut(condition)}: ${labels}`);
    return `${text}  ${paint("dim", toPlain(decision.id))}`;
  });
  const more = countOutcomes(branches.slice(MOST_BRANCHES));
  if (more > 0)
    lines.push(`and ${sayCount(more, "branch", "branches")} more; --format json has all`);
  return lines.map((line, index) => {
    const head = (index === 0 ? label : "").padEnd(LABEL_WIDTH);
    return `${INDENT}${paint("dim", head)}${line}`;
  });
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

function renderRow(label: string, text: string, width: number, paint: Paint): readonly string[] {
  if (text === "") return [];
  const lines = wrap(toPlain(text), Math.max(width - INDENT.length - LABEL_WIDTH, 40));
  return lines.map((line, index) => {
    const head = (index === 0 ? label : "").padEnd(LABEL_WIDTH);
    return `${INDENT}${paint("dim", head)}${line}`;
  });
}

function sayRoutes(routes: readonly Route[]): string {
  const shown = routes.slice(0, MOST_ROUTES).map(sayRoute).join(", ");
  const more = routes.length - MOST_ROUTES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
