import { expect, test } from "vitest";
import type { Route } from "../../../analyzer/model.ts";
import { json } from "../../../analyzer/render/json.ts";
import { decisionOf, fileOf, outcomeOf, reportOf, routeTo } from "./report-of.ts";

function routesOf(actor: string, count: number): readonly Route[] {
  return Array.from({ length: count }, (_, index) => ({ ...routeTo(`entry${index}`), actor }));
}

/** The routes that JSON tells of an outcome. */
function told(routes: readonly Route[]): readonly Route[] {
  const outcomes = [outcomeOf("a:then", { routes }), outcomeOf("a:else")];
  const report = reportOf([fileOf("src/room.ts", [decisionOf(["f", 1, "a"], outcomes)])]);
  const { files } = JSON.parse(json.report(report, { color: false, width: 80 }));
  return files[0].decisions[0].outcomes[0].routes;
}

test("tells all of 64 routes", () => {
  expect(told(routesOf("Room", 64))).toEqual(routesOf("Room", 64));
});

test("tells the first of more routes, and one of each actor", () => {
  const [first, lobby] = [routesOf("Room", 100), routesOf("Lobby", 3)];
  expect(told([...first, ...lobby])).toEqual([...first.slice(0, 64), ...lobby.slice(0, 1)]);
});
