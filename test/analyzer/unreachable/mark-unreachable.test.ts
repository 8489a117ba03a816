import { expect, test } from "vitest";
import { statusesOf } from "./statuses-of.ts";

const noMatchOf = (text: string): readonly string[] => statusesOf("no match", text);

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
])("proves nothing of %s", (_what, text) => {
  expect(noMatchOf(text)).toEqual(["missed"]);
});

test.each([
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
])("doubts what the type rules out for %s", (_what, text) => {
  expect(noMatchOf(text)).toEqual(["doubted"]);
});

test("believes no type at an actor's door", () => {
  const text = `import { DurableObject } from "cloudflare:workers"; ${message}
    export class Room extends DurableObject {
      receive(m: Message) { switch (m.type) { case "a": return 1; case "b": return 2; } }
      #step(m: Message) { switch (m.type) { case "a": return 1; case "b": return 2; } }
    }`;

  expect(noMatchOf(text)).toEqual(["doubted", "unreachable"]);
});

const never = "function assertNever(x: never): never { throw new Error(String(x)); }";
const cases = 'case "a": return 1; case "b": return 2;';

test.each([
  ["a call", `switch (kind) { ${cases} default: assertNever(kind); }`, "default"],
  [
    "a call that is returned",
    `switch (kind) { ${cases} default: return assertNever(kind); }`,
    "default",
  ],
  ["a call in a block", `switch (kind) { ${cases} default: { assertNever(kind); } }`, "default"],
  [
    "a variable",
    `switch (kind) { ${cases} default: const n: never = kind; throw new Error(n); }`,
    "default",
  ],
  ["satisfies", `switch (kind) { ${cases} default: kind satisfies never; }`, "default"],
  [
    "an error about it",
    `switch (kind) { ${cases} default: throw new UnexpectedKind(kind); }`,
    "default",
  ],
  [
    "the end of a chain",
    `if (kind === "a") return 1; else if (kind === "b") return 2; else assertNever(kind);`,
    "else",
  ],
])("proves that code for what cannot be is not reached: %s", (_what, body, label) => {
  const text = `${union} ${never} class UnexpectedKind { constructor(readonly kind: never) {} } function f(kind: Kind) { ${body} }`;
  expect(statusesOf(label, text).at(-1)).toBe("unreachable");
});

test.each([
  [
    "where a value is left",
    `switch (kind) { case "a": return 1; default: assertNever(kind as never); }`,
  ],
  [
    "where nothing says never",
    `switch (kind) { ${cases} default: throw new Error("unexpected"); }`,
  ],
])("proves nothing %s", (_what, body) => {
  expect(statusesOf("default", `${union} ${never} function f(kind: Kind) { ${body} }`)).toEqual([
    "missed",
  ]);
});

test("says that untrusted input reaches what a type rules out", () => {
  const text = `import { DurableObject } from "cloudflare:workers"; ${message} ${never}
    export class Room extends DurableObject {
      receive(m: Message) { switch (m.type) { ${cases} default: assertNever(m); } }
    }`;
  expect(statusesOf("default", text)).toEqual(["doubted"]);
});
