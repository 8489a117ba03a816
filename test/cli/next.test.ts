import { expect, test } from "vitest";
import { listNextTests } from "../../analyzer/report/next-tests.ts";
import { decisionOf, fileOf, missedOf, reportOf, routeTo } from "../analyzer/render/report-of.ts";
import { footlights } from "./footlights.ts";
import { roomProject } from "./room-project.ts";

const [join, leave, alarm] = [
  routeTo("webSocketMessage", "join"),
  routeTo("webSocketMessage", "leave"),
  routeTo("alarm"),
];

/** Three branches by `join`, one of them also by `leave`; one by the alarm; one that a test calls itself. */
const report = reportOf([
  fileOf("src/room.ts", [
    decisionOf(["Room.join", 1, "a"], [missedOf("a:then", ["never", "send a"], [join, leave])]),
    decisionOf(["Room.join", 2, "b"], [missedOf("b:then", ["never", "send b"], [join])]),
    decisionOf(["Room.join", 3, "c"], [missedOf("c:then", ["never", "do c", "b:then"], [join])]),
    decisionOf(["Room.alarm", 4, "d"], [missedOf("d:then", ["never", "run it"], [alarm])]),
  ]),
  fileOf("src/sum.ts", [
    decisionOf(["sum", 1, "e"], [missedOf("e:then", ["never", "call sum(list) so that `x`"])]),
  ]),
]);

const say = (limit: number): readonly string[] =>
  listNextTests(report, limit).tests.map(({ route, call, outcomes, onlyHere, behind }) => {
    const way =
      route === null ? call : `${route.entry} ${route.fields.map(({ value }) => value).join(" ")}`;
    return `${way}: ${outcomes.map(({ id }) => id).join(" ")}, ${onlyHere} only here, ${behind} behind`;
  });

test("the message that reaches most comes first, then what is left", () => {
  expect(say(9)).toEqual([
    "webSocketMessage join: a:then b:then c:then, 2 only here, 1 behind",
    "alarm : d:then, 1 only here, 0 behind",
    "call sum(list): e:then, 1 only here, 0 behind",
  ]);
});

test("no more are named than asked for, and all missed branches are counted", () => {
  expect(listNextTests(report, 1)).toMatchObject({ missed: 5, tests: [{ onlyHere: 2 }] });
});

test.each(["0", "-1", "x", "1.5"])("--limit %s is refused", (limit) => {
  const { cwd } = roomProject();
  expect(footlights(["next", `--limit=${limit}`], { cwd })).toEqual({
    status: 2,
    stdout: "",
    stderr: `Could not read "--limit": found "${limit}", expected a whole number above 0.\n`,
  });
});
