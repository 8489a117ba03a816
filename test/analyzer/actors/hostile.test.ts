import { describe, expect, test } from "vitest";
import { listActors, listRoutes, listRoutesIn } from "./project.ts";

const inHandler = (body: string): Readonly<Record<string, readonly string[]>> =>
  listRoutesIn(`class Room extends DurableObject {
    fetch() { /*@fetch*/ f(); }
    webSocketMessage(ws, raw) { const msg = JSON.parse(raw); ${body} }
  }`);

const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");

describe("code that nobody writes by hand", () => {
  test("is left out where it is too deep to be parsed", () => {
    const source = `import { DurableObject } from "cloudflare:workers";
      export class Deep extends DurableObject { run() { return ${"(".repeat(20_000)}1${")".repeat(20_000)}; } }`;
    expect(listActors({ "deep.ts": source })).toEqual([]);
  });

  test("that is too deep to be walked costs the routes of its own function only", () => {
    const { fetch } = inHandler(`return ${repeat(5000, (index) => `msg.a${index} +`)} 1;`);
    expect(fetch).toEqual(["Room.fetch()"]);
  });

  test("keeps the messages of a switch of 5,000 cases apart", () => {
    const cases = repeat(5000, (index) => `case "t${index}": f(); break;`);
    const { here } = inHandler(`switch (msg.type) { ${cases} case "last": /*@here*/ f(); }`);
    expect(here).toEqual(['Room.webSocketMessage({ type: "last" })']);
  });

  test("tells no message where more lead to a place than anybody reads", () => {
    const cases = repeat(5000, (index) => `case "t${index}":`);
    const { here } = inHandler(`switch (msg.type) { ${cases} /*@here*/ f(); }`);
    expect(here).toEqual(["Room.webSocketMessage()"]);
  });

  test("walks a function that goes down a tree by itself, and each step once", () => {
    const source = `import { DurableObject } from "cloudflare:workers";
function check(part) {
  if (part.kind === "all") for (const clause of part.clauses) check(clause);
  /*@here*/ f();
}
class Rules extends DurableObject { save(rule) { check(rule); } drop(rule) { check(rule.old); } }`;
    const { here } = listRoutes({ "a.ts": source });
    expect(here).toHaveLength(11);
    expect(here?.slice(-2)).toEqual(["Rules.save()", "Rules.drop()"]);
  });
});
