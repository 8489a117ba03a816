import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { describeActors } from "../../../analyzer/actors/describe-actors.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import type { Finding, JoinedFile } from "../../../analyzer/findings.ts";
import { openProjectFiles } from "../../../analyzer/open-project-files.ts";
import { markUnreachable } from "../../../analyzer/unreachable/mark-unreachable.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The status of each `no match` of a file in which nothing was taken. */
function noMatchOf(text: string): readonly string[] {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-unreachable-"));
  folders.push(cwd);
  writeFileSync(join(cwd, "room.ts"), text);
  const inventory = listFile("room.ts", text, "full");
  if ("reason" in inventory) throw new Error(inventory.reason);
  const findings = inventory.decisions.flatMap((decision) =>
    decision.outcomes.map((outcome): Finding => ({
      file: inventory,
      decision,
      outcome,
      status: { status: "missed", hits: 0 },
      evaluated: null,
      unitHits: null,
    })),
  );
  const joined: JoinedFile = {
    inventory,
    findings,
    unmatched: [],
    unjoined: [],
    unitHits: new Map(),
    measured: true,
  };
  const { actors } = describeActors(openProjectFiles(["room.ts"], cwd));
  return markUnreachable([joined], actors, { cwd })
    .flatMap((file) => file.findings)
    .filter(({ outcome }) => outcome.label === "no match")
    .map(({ status }) => status.status);
}

const union = 'type Kind = "a" | "b";';
const message = 'type Message = { type: "a"; n: number } | { type: "b" };';

test.each([
  [
    "a literal union",
    `${union} function f(kind: Kind) { switch (kind) { case "a": return 1; case "b": return 2; } }`,
  ],
  [
    "the discriminant of a union",
    `${message} function f(m: Message) { switch (m.type) { case "a": return 1; case "b": return 2; } }`,
  ],
  [
    "a destructured discriminant",
    `${message} function f({ type }: Message) { switch (type) { case "a": return 1; case "b": return 2; } }`,
  ],
  [
    "booleans",
    `function f(on: boolean) { switch (on) { case true: return 1; case false: return 2; } }`,
  ],
  [
    "an enum",
    `enum Kind { A, B } function f(kind: Kind) { switch (kind) { case Kind.A: return 1; case Kind.B: return 2; } }`,
  ],
  [
    "a union with undefined",
    `${union} function f(kind?: Kind) { switch (kind) { case "a": return 1; case "b": return 2; case undefined: return 3; } }`,
  ],
])("proves that every value of %s has a case", (_what, text) => {
  expect(noMatchOf(text)).toEqual(["unreachable"]);
});

test.each([
  ["a string", `function f(kind: string) { switch (kind) { case "a": return 1; } }`],
  ["any", `function f(kind: any) { switch (kind) { case "a": return 1; } }`],
  [
    "a union with a value that has no case",
    `${union} function f(kind: Kind) { switch (kind) { case "a": return 1; } }`,
  ],
  [
    "a union with undefined that has no case",
    `${union} function f(kind?: Kind) { switch (kind) { case "a": return 1; case "b": return 2; } }`,
  ],
  ["true, against conditions", `function f(n: number) { switch (true) { case n > 0: return 1; } }`],
  [
    "a cast",
    `${union} function f(x: unknown) { switch (x as Kind) { case "a": return 1; case "b": return 2; } }`,
  ],
  [
    "a variable that was cast",
    `${message} function f(x: string) { const m = JSON.parse(x) as Message; switch (m.type) { case "a": return 1; case "b": return 2; } }`,
  ],
  [
    "a variable of parsed JSON",
    `${message} function f(x: string) { const m: Message = JSON.parse(x); switch (m.type) { case "a": return 1; case "b": return 2; } }`,
  ],
])("proves nothing of %s", (_what, text) => {
  expect(noMatchOf(text)).toEqual(["missed"]);
});

test("believes no type at an actor's door", () => {
  const text = `import { DurableObject } from "cloudflare:workers"; ${message}
    export class Room extends DurableObject {
      receive(m: Message) { switch (m.type) { case "a": return 1; case "b": return 2; } }
      #step(m: Message) { switch (m.type) { case "a": return 1; case "b": return 2; } }
    }`;

  expect(noMatchOf(text)).toEqual(["missed", "unreachable"]);
});
