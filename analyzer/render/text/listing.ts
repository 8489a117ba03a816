import type { ListedDecision, Listing } from "../../model.ts";
import type { RenderOptions } from "../renderer.ts";
import { paintWith } from "./palette.ts";
import { sayCount } from "./percent.ts";
import { toPlain } from "./plain.ts";

/** Every decision with its outcomes, by file; files without decisions are counted only. */
export function renderListing(listing: Listing, options: RenderOptions): string {
  const paint = paintWith(options.color ?? false);
  const lines = listing.files.flatMap((file) =>
    file.decisions.length === 0
      ? []
      : [paint("cyan", toPlain(file.path)), ...file.decisions.map(renderDecision), ""],
  );
  const { totals } = listing;
  lines.push(
    [
      sayCount(totals.outcomes, "branch", "branches"),
      sayCount(totals.decisions, "decision"),
      sayCount(totals.units, "unit"),
      sayCount(totals.files, "file"),
    ].join(", "),
  );
  if (listing.skipped.length > 0)
    lines.push(
      paint("yellow", `${sayCount(listing.skipped.length, "file")} skipped:`),
      ...listing.skipped.map((file) => `  ${toPlain(`${file.path}  ${file.reason}`)}`),
    );
  return `${lines.join("\n")}\n`;
}

function renderDecision(decision: ListedDecision): string {
  const place = `${decision.start.line}:${decision.start.column}`.padStart(9);
  const labels = decision.outcomes.map((outcome) => outcome.label).join(" | ");
  return toPlain(
    `${place}  ${decision.id}  ${decision.unit}  ${decision.kind}  ${decision.condition}  →  ${labels}`,
  );
}
