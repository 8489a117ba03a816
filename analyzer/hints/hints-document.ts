import type { Provider } from "../findings.ts";
import { renderTable } from "../render/text/table.ts";
import { sayCount } from "../render/text/percent.ts";
import { toPlain } from "../render/text/plain.ts";
import type { ListedHint } from "./list-hints.ts";

/** What `footlights hints --json` prints: sorted by file and line. */
export interface HintsDocument {
  readonly schemaVersion: 1;
  /** Whose coverage was found; `unknown` where there is none. */
  readonly provider: Provider;
  readonly totals: {
    readonly hints: number;
    readonly withoutReason: number;
    readonly withoutEffect: number;
  };
  readonly hints: readonly ListedHint[];
}

export function buildHintsDocument(
  hints: readonly ListedHint[],
  provider: Provider,
): HintsDocument {
  return {
    schemaVersion: 1,
    provider,
    totals: {
      hints: hints.length,
      withoutReason: hints.filter(({ reason }) => reason === null).length,
      withoutEffect: hints.filter(({ effect }) => effect === "none").length,
    },
    hints,
  };
}

/** The hints for people: a row each, then what is wrong with how many. */
export function renderHints({ totals, provider, hints }: HintsDocument): string {
  const rows = hints.map(({ path, line, hint, reason, effect, outcomes }) => [
    toPlain(`${path}:${line}`),
    toPlain(hint),
    sayEffect(effect, outcomes, provider),
    toPlain(reason ?? "no reason"),
  ]);
  const total = `${sayCount(totals.hints, "ignore hint")}, ${totals.withoutReason} without a reason, ${totals.withoutEffect} without effect`;
  return [...renderTable(rows, 4), ...(rows.length > 0 ? [""] : []), `${total}\n`].join("\n");
}

function sayEffect(
  effect: ListedHint["effect"],
  outcomes: number | null,
  provider: Provider,
): string {
  if (effect === "none") return `no effect with provider ${provider}`;
  if (effect === "unknown") return "obeyed by V8 only";
  return outcomes === null ? "obeyed" : sayCount(outcomes, "branch", "branches");
}
