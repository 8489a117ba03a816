import { expect, test } from "vitest";
import {
  isPacked,
  packDecisions,
  unpackDecisions,
} from "../../../analyzer/piecewise/packed-decisions.ts";
import { decisionOf, outcomeOf, routeTo } from "../render/report-of.ts";

const routes = [routeTo("fetch", "join"), routeTo("fetch", "leave")];
const decisions = [
  decisionOf(["f", 1, "a"], [outcomeOf("a:then", { routes }), outcomeOf("a:else", { routes })]),
  decisionOf(["f", 2, "b"], [outcomeOf("b:then", { routes }), outcomeOf("b:else")]),
];

test("writes routes once that several outcomes share, and gives them back", () => {
  const text = JSON.stringify(packDecisions(decisions));
  const read: unknown = JSON.parse(text);

  expect(text.split('"leave"').length - 1).toBe(JSON.stringify(routes).split('"leave"').length - 1);
  if (!isPacked(read)) throw new Error("The packed decisions have another shape.");
  expect(JSON.stringify(unpackDecisions(read))).toBe(JSON.stringify(decisions));
});
