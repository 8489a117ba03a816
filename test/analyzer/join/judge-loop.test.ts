import { array, assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { judgeLoop } from "../../../analyzer/join/judge-loop.ts";

const judge = (entered: number, body: number): string =>
  (["zero", "entered", "repeated"] as const)
    .map((times) => {
      const status = judgeLoop({ entered, body, lost: 0 }, times);
      return status.status === "covered" ? `${status.hits}` : status.status;
    })
    .join(" ");

test.each([
  [0, 0, "missed missed missed"],
  [1, 0, "1 missed missed"],
  [1, 1, "missed 1 missed"],
  [1, 5, "missed 1 1"],
  [3, 0, "3 missed missed"],
  [3, 1, "2 1 missed"],
  [3, 2, "1 1 unknown"],
  [3, 3, "unknown 1 unknown"],
  [3, 4, "unknown 1 1"],
  [0, 2, "unknown unknown unknown"],
])("%i entries and %i runs of the body: %s", (entered, body, expected) => {
  expect(judge(entered, body)).toBe(expected);
});

test("never contradicts the loops that gave the counts", () => {
  assert(
    property(array(nat(3), { maxLength: 6 }), (passes) => {
      const body = passes.reduce((sum, count) => sum + count, 0);
      const truth = {
        zero: passes.some((count) => count === 0),
        entered: passes.some((count) => count >= 1),
        repeated: passes.some((count) => count >= 2),
      };
      for (const times of ["zero", "entered", "repeated"] as const) {
        const { status } = judgeLoop({ entered: passes.length, body, lost: 0 }, times);
        expect([truth[times] ? "covered" : "missed", "unknown"]).toContain(status);
      }
    }),
  );
});
