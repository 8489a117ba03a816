import type { Finding } from "../../doctor/check.ts";
import type { Examination } from "../../doctor/examine.ts";
import type { RenderOptions } from "../renderer.ts";
import { type Paint, paintWith } from "../text/palette.ts";
import { sayCount } from "../text/percent.ts";
import { toPlain } from "../text/plain.ts";

const MARKS = { ok: "ok  ", warning: "warn", problem: "FAIL" } as const;
const COLORS = { ok: "green", warning: "yellow", problem: "red" } as const;

/** Each finding on a line, what to do about it below. */
export function renderExamination({ findings }: Examination, options: RenderOptions): string {
  const paint = paintWith(options.color ?? false);
  const width = Math.max(...findings.map(({ about }) => about.length));
  const problems = findings.filter(({ level }) => level === "problem").length;
  const warnings = findings.filter(({ level }) => level === "warning").length;
  const words = [
    ...(problems > 0 ? [sayCount(problems, "problem")] : []),
    ...(warnings > 0 ? [sayCount(warnings, "warning")] : []),
  ];
  return [
    ...findings.flatMap((finding) => renderFinding(finding, width, paint)),
    "",
    words.length === 0 ? "Nothing is wrong with the set-up." : words.join(", "),
    "",
  ].join("\n");
}

function renderFinding(
  { level, about, found, next }: Finding,
  width: number,
  paint: Paint,
): string[] {
  const head = `${paint(COLORS[level], MARKS[level])}  ${about.padEnd(width)}  ${toPlain(found)}`;
  return next === "" ? [head] : [head, `${" ".repeat(width + 8)}${toPlain(next)}`];
}
