import type { ListedDecision, ListedFile } from "../../report/document.ts";
import type { RenderOptions } from "../renderer.ts";
import { paintWith } from "../text/palette.ts";
import { sayCount } from "../text/percent.ts";
import { toPlain, toPlainLines } from "../text/plain.ts";
import type { ListingFrame, ListingRenderer } from "./listing-renderer.ts";

/** Every decision with its outcomes, by file; files without decisions are counted only. */
export const text: ListingRenderer = {
  format: "text",
  head: () => "",
  file: renderFile,
  separator: "",
  tail: renderTotals,
};

function renderFile(file: ListedFile, options: RenderOptions): string {
  if (file.decisions.length === 0) return "";
  const path = paintWith(options.color ?? false)("cyan", toPlain(file.path));
  return `${path}\n${toPlainLines(file.decisions.map(renderDecision))}\n\n`;
}

function renderTotals({ totals, skipped }: ListingFrame, options: RenderOptions): string {
  const paint = paintWith(options.color ?? false);
  const lines = [
    [
      sayCount(totals.outcomes, "branch", "branches"),
      sayCount(totals.decisions, "decision"),
      sayCount(totals.units, "unit"),
      sayCount(totals.files, "file"),
    ].join(", "),
  ];
  if (skipped.length > 0)
    lines.push(
      paint("yellow", `${sayCount(skipped.length, "file")} skipped:`),
      ...skipped.map((file) => `  ${toPlain(`${file.path}  ${file.reason}`)}`),
    );
  return `${lines.join("\n")}\n`;
}

function renderDecision({ start, id, unit, kind, condition, outcomes }: ListedDecision): string {
  const place = `${start.line}:${start.column}`.padStart(9);
  let labels = "";
  for (const { label } of outcomes) labels += labels === "" ? label : ` | ${label}`;
  return `${place}  ${id}  ${unit}  ${kind}  ${condition}  →  ${labels}`;
}
