import { expect, test } from "vitest";
import { describeActors } from "../../../analyzer/actors/describe-actors.ts";
import { findRoutes } from "../../../analyzer/routes/find-routes.ts";
import { createExplainer } from "../../../analyzer/explain/create-explainer.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import type { Finding, Status } from "../../../analyzer/findings.ts";
import { projectOf } from "../actors/project.ts";
import { explainSource } from "./run-source.ts";

const missed: Status = { status: "missed", hits: 0 };

/** The actions of a Room's gaps when no test has called anything, by decision and outcome. */
function sayActions(body: string): Readonly<Record<string, string>> {
  const text = `import { DurableObject } from "cloudflare:workers";
    export class Room extends DurableObject { ${body} }`;
  const project = describeActors(projectOf({ "room.ts": text }));
  const file = listFile("room.ts", text, "full");
  if (!("decisions" in file)) throw new Error(file.reason);
  const findings = file.decisions.flatMap((decision) =>
    decision.outcomes.map((outcome): Finding => ({
      file,
      decision,
      outcome,
      status: missed,
      evaluated: 0,
      unitHits: 0,
    })),
  );
  const joined = [
    { inventory: file, findings, unmatched: [], unjoined: [], unitHits: new Map(), measured: true },
  ];
  const routes = findRoutes(project, [file]);
  const explain = createExplainer({ ...project, joined, routes });
  return Object.fromEntries(
    findings.map((finding) => [
      `${finding.decision.kind}(${finding.decision.condition}):${finding.outcome.label}`,
      explain(finding).action,
    ]),
  );
}

test("says what has to hold, and not only how to get into a method that no test calls", () => {
  const actions = sayActions("pay(amount: number) { if (amount > 10) { if (amount < 20) ok(); } }");
  expect(actions["if(amount > 10):else"]).toBe("call Room.pay(10) so that `amount` is 10 or below");
  expect(actions["if(amount < 20):then"]).toBe(
    "call Room.pay(19) so that `amount` is above 10, e.g. 11, and `amount` is below 20, e.g. 19",
  );
});

test("does not ask a test to call what is private", () => {
  const actions = sayActions("#pay(amount: number) { if (amount > 10) ok(); }");
  expect(actions["if(amount > 10):then"]).toBe(
    "have an entry call Room.#pay(amount) (none is seen to) so that `amount` is above 10, e.g. 11",
  );
});

test("asks for bytes where a frame must not be text", () => {
  const actions = sayActions(
    `webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer) { if (typeof frame !== "string") no(); }`,
  );
  expect(actions['if(typeof frame !== "string"):then']).toBe(
    "send a message to Room through webSocketMessage so that `frame` is not a string, e.g. an ArrayBuffer",
  );
});

test("sends no length", () => {
  const actions = sayActions("rename(name: string) { if (name.length > 20) no(); }");
  expect(actions["if(name.length > 20):then"]).toBe(
    "call Room.rename(name) so that `name.length` is above 20, e.g. 21",
  );
});

test("tells a variable that may change from one that is what it was declared as", () => {
  const actions = sayActions(`
    count() { let left = total(); left--; if (left > 0) go(); const all = total(); if (all > 0) go(); }`);
  expect(actions["if(left > 0):then"]).toContain("(`left` starts as `total()`, line 3)");
  expect(actions["if(all > 0):then"]).toContain("(`all` comes from `total()`, line 3)");
});

test("closes without a code where the actor must be told 1005", () => {
  const actions = sayActions(
    "webSocketClose(socket: WebSocket, code: number) { if (code === 1005) no(); if (code === 4000) no(); }",
  );
  expect(actions["if(code === 1005):then"]).toMatch(
    /^close a socket of Room without a code \(1005\)/,
  );
  expect(actions["if(code === 4000):then"]).toMatch(/^close a socket of Room with code 4000/);
});

test("sends the value of the clause before where a clause is to be fallen into", async () => {
  const missed = await explainSource({
    source: `export function f(type: string) {
      let n = 0;
      switch (type) { case 'a': n++; case 'b': n++; break; default: n = 9; }
      return n;
    }`,
    calls: `f('b'); f('z')`,
  });
  expect(missed['f/switch(type):case "b" fall-through']).toEqual([
    '`case "b"` was never entered by falling through',
    'call f(type) so that `type` is "a"',
  ]);
});

test("does not send as a part of the message what is only made of one", () => {
  const actions = sayActions(
    `run(job: { size: string }) { const [width] = job.size.split("x").map(Number); if (width > 10) no(); }`,
  );
  expect(actions["if(width > 10):then"]).toBe(
    'call Room.run(job) so that `width` is above 10, e.g. 11 (`width` comes from `job.size.split("x").map(Number)`, line 2)',
  );
});

test("tries no value that the code before has ruled out", () => {
  const actions = sayActions(`
    draw(kind: "line" | "circle" | "note") {
      if (kind === "line") return 1;
      if (kind === "circle") return 2;
      else if (kind === "note") return 3;
      return 4;
    }`);
  expect(actions['if(kind === "circle"):else']).toMatch(/^call Room.draw\("note"\)/);
  expect(actions['if(kind === "note"):else']).toContain('`kind` is not "note"');
  expect(actions['if(kind === "note"):else']).not.toContain('"note", e.g.');
});

test("takes the way on which the value asked about is what was sent", () => {
  const actions = sayActions(`
    webSocketMessage(socket: WebSocket, frame: string) { if (frame === "bye") this.#end(1000); }
    webSocketClose(socket: WebSocket, code: number) { this.#end(code); }
    #end(code: number) { switch (code) { case 1000: one(); break; case 1001: two(); } }`);
  expect(actions["switch(code):no match"]).toMatch(/^close a socket of Room/);
});

test("passes no parameter that has to be left out", () => {
  const actions = sayActions("pause(name: string, paused = true, why = '') { go(name); }");
  expect(actions["default-arg(paused = true):used"]).toBe(
    "call Room.pause(name) so that `paused` is left out",
  );
});
