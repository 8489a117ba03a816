import { describe, expect, test } from "vitest";
import type { Report } from "../../../analyzer/report/document.ts";
import { renderers, type RenderOptions } from "../../../analyzer/render/index.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf, routeTo } from "./report-of.ts";

/** The gaps of a text report, without the counts at its end. */
function renderGaps(report: Report, options: RenderOptions = { width: 100 }): readonly string[] {
  const text = renderers.find(({ format }) => format === "text")?.report(report, options) ?? "";
  return text.split("\n").slice(0, -2);
}

const never = missedOf(
  "k3q0v7f2ab:else",
  [
    "`if (n > 0)` was never false (0 of 7 evaluations)",
    "call Room.dec(n) so that `n` is 0 or below",
  ],
  [routeTo("handle", "dec"), routeTo("alarm")],
);

describe("a gap", () => {
  test("is told with its place, unit, cause, id, routes and what to do", () => {
    const report = reportOf([
      fileOf("src/room.ts", [decisionOf(["Room.handle", 42, "n > 0"], [never])]),
    ]);
    expect(renderGaps(report, { width: 110 })).toEqual([
      "src/room.ts:42  Room.handle — `if (n > 0)` was never false (0 of 7 evaluations)                k3q0v7f2ab:else",
      '   reached by   Room.handle({ type: "dec" }), Room.alarm()',
      "   to cover     call Room.dec(n) so that `n` is 0 or below",
      "",
    ]);
  });

  test("that is too long for a line has its cause below, and wraps under its labels", () => {
    const report = reportOf([
      fileOf("src/room.ts", [decisionOf(["Room.handle", 42, "n > 0"], [never])]),
    ]);
    expect(renderGaps(report, { width: 60 })).toEqual([
      "src/room.ts:42  Room.handle                  k3q0v7f2ab:else",
      "   `if (n > 0)` was never false (0 of 7 evaluations)",
      '   reached by   Room.handle({ type: "dec" }), Room.alarm()',
      "   to cover     call Room.dec(n) so that `n` is 0 or below",
      "",
    ]);
  });

  test("names three routes and counts the others", () => {
    const routes = ["a", "b", "c", "d", "e"].map((type) => routeTo("handle", type));
    const gap = missedOf("k3q0v7f2ab:then", ["never", ""], routes);
    const report = reportOf([fileOf("a.ts", [decisionOf(["f", 1, "x"], [gap])])]);
    expect(renderGaps(report)[1]).toBe(
      '   reached by   Room.handle({ type: "a" }), Room.handle({ type: "b" }), Room.handle({ type: "c" })',
    );
    expect(renderGaps(report)[2]).toBe("                and 2 more");
  });

  test("holds what cannot be reached before it is closed", () => {
    const inner = ["then", "else"].map((label) =>
      missedOf(`m1pp09pp5o:${label}`, ["never evaluated", "first this", "k3q0v7f2ab:else"]),
    );
    const report = reportOf([
      fileOf("src/room.ts", [
        decisionOf(["Room.handle", 42, "n > 0"], [outcomeOf("k3q0v7f2ab:then"), never]),
        decisionOf(["Room.handle", 45, "m > 0"], inner),
      ]),
    ]);
    expect(renderGaps(report).slice(-3)).toEqual([
      "   to cover     call Room.dec(n) so that `n` is 0 or below",
      "   behind it    45  m > 0: then, else  m1pp09pp5o",
      "",
    ]);
  });

  test("is a whole unit where nothing ever entered it", () => {
    const words = ["no test calls `Room.alarm()`", "run the alarm of Room", "Room.alarm"] as const;
    const report = reportOf([
      fileOf("src/room.ts", [
        decisionOf(
          ["Room.alarm", 60, "idle"],
          [missedOf("aaaaaaaaaa:then", words), missedOf("aaaaaaaaaa:else", words)],
        ),
        decisionOf(["Room.alarm", 63, ""], [missedOf("bbbbbbbbbb:catches", words)]),
      ]),
    ]);
    expect(renderGaps(report)).toEqual([
      "src/room.ts:60  Room.alarm — no test calls `Room.alarm()`                                 3 branches",
      "   to cover     run the alarm of Room",
      "   branches     60  idle: then, else  aaaaaaaaaa",
      "                63  if: catches  bbbbbbbbbb",
      "",
    ]);
  });
});

describe("many gaps", () => {
  const decisions = Array.from({ length: 1000 }, (_, index) =>
    decisionOf(["f", index + 1, "x"], [missedOf(`id${index}:then`, [`cause ${index}`, "do it"])]),
  );
  const report = reportOf([fileOf("a.ts", decisions)]);

  test("are told up to a limit, the rest is counted", () => {
    const lines = renderGaps(report, { limit: 2 });
    expect(lines.slice(-2)).toEqual(["and 998 more untested paths; --format json has all", ""]);
    expect(lines).toHaveLength(8);
    expect(renderGaps(report).at(-2)).toBe("and 800 more untested paths; --format json has all");
  });

  test("behind one gap are listed up to twelve decisions", () => {
    const behind = decisions.map(({ start }, index) =>
      decisionOf(["f", start.line, "x"], [missedOf(`id${index}:then`, ["never", "do it", "f"])]),
    );
    const lines = renderGaps(reportOf([fileOf("a.ts", behind)]));
    expect(lines).toHaveLength(16);
    expect(lines.at(-2)).toBe("                and 988 branches more; --format json has all");
  });
});

test("source text cannot colour, forge or reorder lines", () => {
  const gap = missedOf("k3q0v7f2ab:then", [
    "`\u001b[2J\nOK\u202e` was \u0000never",
    "\rsend\u2028\ud800",
  ]);
  const report = reportOf([fileOf("a\u0007.ts", [decisionOf(["f\u009b", 1, "x"], [gap])])]);
  const lines = renderGaps(report).map((line) => line.replaceAll(/ {3,}/g, "  "));
  expect(lines).toEqual([
    "a\\u0007.ts:1  f\\u009b — `\\u001b[2J\\u000aOK\\u202e` was \\u0000never  k3q0v7f2ab:then",
    "  to cover  \\u000dsend\\u2028\\ud800",
    "",
  ]);
});

test("colour comes only when it is asked for, and changes nothing else", () => {
  const report = reportOf([
    fileOf("src/room.ts", [decisionOf(["Room.handle", 42, "n > 0"], [never])]),
  ]);
  const colored = renderGaps(report, { color: true, width: 100 }).join("\n");
  expect(colored).toContain("\u001b[36msrc/room.ts:42\u001b[39m");
  // oxlint-disable-next-line no-control-regex -- escapes are what this takes out
  expect(colored.replaceAll(/\u001b\[\d+m/g, "")).toBe(renderGaps(report).join("\n"));
});
