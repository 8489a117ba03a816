import { expect, test } from "vitest";
import type { Report, Verdict } from "../../../analyzer/report/document.ts";
import { hostile, hostileReport } from "./hostile.ts";
import { listIds } from "../../../analyzer/gate/list-ids.ts";
import { renderAs, renderVerdictAs } from "./render-as.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf, routeTo } from "./report-of.ts";

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner does: it is a command from its first `::` on, and escapes are undone, `%25` last. */
function readCommand(line: string): Command {
  const [, head = "", message = ""] = /^\s*::(.+?)::(.*)$/s.exec(line) ?? [];
  const [name = "", ...rest] = head.split(" ");
  const properties = rest
    .join(" ")
    .split(",")
    .map((pair) => [
      pair.slice(0, pair.indexOf("=")),
      unescape(
        pair
          .slice(pair.indexOf("=") + 1)
          .replaceAll("%3A", ":")
          .replaceAll("%2C", ","),
      ),
    ]);
  return { name, properties: Object.fromEntries(properties), message: unescape(message) };
}

function unescape(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function readCommands(document: string): readonly Command[] {
  expect(document.endsWith("\n")).toBe(true);
  return document.slice(0, -1).split("\n").map(readCommand);
}

function reportWith(gaps: number): Report {
  const decisions = Array.from({ length: gaps }, (_, index) =>
    decisionOf(
      ["Room.f", index + 1, "n"],
      [missedOf(`a${index}:then`, [`never ${index}`, "send 1"], [routeTo("f", "x")])],
    ),
  );
  return reportOf([
    fileOf("src/room.ts", [...decisions, decisionOf(["g", 99, "y"], [outcomeOf("z:then")])]),
  ]);
}

test("a gap is a warning at its line, with the cause, the action and the way there", () => {
  const [first] = readCommands(renderAs("github", reportWith(1)));
  expect(first).toEqual({
    name: "warning",
    properties: { file: "src/room.ts", line: "1", col: "3", title: "Untested path in Room.f" },
    message: 'never 0\nto cover: send 1\nreached by: Room.f({ type: "x" })\na0:then',
  });
});

test("at most ten are shown, and the last line counts the rest", () => {
  const commands = readCommands(renderAs("github", reportWith(12)));
  expect(commands.map(({ name }) => name)).toEqual([
    ...Array.from({ length: 10 }, () => "warning"),
    "notice",
  ]);
  expect(commands.at(-1)?.message).toBe(
    "1/13 (7.6 %) branches covered, and 2 more untested paths not shown here",
  );
});

test("a report without gaps is one notice", () => {
  expect(readCommands(renderAs("github", reportWith(0)))).toEqual([
    {
      name: "notice",
      properties: { title: "Footlights" },
      message: "1/1 (100 %) branches covered",
    },
  ]);
});

test("a failed rule is an error before the gaps", () => {
  const report = reportWith(1);
  const rule = { actual: "1 of 2 (50 %)", expected: "at least 100 %" };
  const verdict: Verdict = {
    passed: false,
    rules: [
      { name: "min-branches", passed: false, ...rule, outcomes: listIds(report, "missed") },
      { name: "measured", passed: true, ...rule, outcomes: [] },
    ],
  };
  const commands = readCommands(renderVerdictAs("github", verdict, report));
  expect(commands.map(({ name }) => name)).toEqual(["error", "warning", "notice"]);
  expect(commands[0]).toMatchObject({
    properties: { title: "Gate failed: min-branches" },
    message: "1 of 2 (50 %), expected at least 100 %",
  });
});

test("hostile words give orders to nobody", () => {
  for (const file of hostileReport().files) {
    const commands = readCommands(renderAs("github", reportOf([file])));
    expect(commands.map(({ name }) => name)).toEqual(["warning", "notice"]);
    expect(Object.keys(commands[0]?.properties ?? {})).toEqual(["file", "line", "col", "title"]);
    expect(commands[0]?.message).not.toMatch(/[^\P{Cc}\n]/u);
  }
});

test("a name that fits on a line is the file's own", () => {
  const names = hostile.filter((text) => !/[\p{Cc}\p{Cs}\u2028]/u.test(text));
  for (const name of names) {
    const file = fileOf(name, [decisionOf(["f", 1, "x"], [missedOf("a:then", ["never", ""])])]);
    const [first] = readCommands(renderAs("github", reportOf([file])));
    expect(first?.properties["file"]).toBe(name);
  }
});
