import { describe, expect, test } from "vitest";
import { explainSource } from "./run-source.ts";

/** What is told to do for each `if` of `f` that was never true, or of `g` that was never false. */
async function listActions(source: string, calls: string): Promise<readonly string[]> {
  const missed = await explainSource({ source, calls });
  return Object.values(missed).map(([, action]) => action);
}

/** Conditions of a value `v`, and the clauses that make each true, and false. */
async function listClauses(
  conditions: readonly string[],
  around = "",
): Promise<readonly (readonly [string, string])[]> {
  const functions = conditions.map(
    (condition, index) =>
      `export function f${index}(v: any) { if (globalThis.never) return ${condition} ? 1 : 2; return 3; }`,
  );
  const missed = await explainSource({
    source: `${around}\n${functions.join("\n")}`,
    calls: conditions.map((_, index) => `f${index}({})`).join(";"),
  });
  const clauseOf = (index: number, label: string): string => {
    const [, [, action] = ["", ""]] =
      Object.entries(missed).find(
        ([name]) => name.startsWith(`f${index}/cond-expr(`) && name.endsWith(`:${label}`),
      ) ?? [];
    return action.replace(/^.*`globalThis\.never` is truthy, and /, "");
  };
  return conditions.map((_, index) => [clauseOf(index, "true"), clauseOf(index, "false")] as const);
}

describe("values to try", () => {
  test("are told for properties", async () => {
    const conditions = [
      "'kind' in v",
      "'a-b' in v.part",
      "Object.hasOwn(v, 'kind')",
      "v.hasOwnProperty('kind')",
    ];
    expect(await listClauses(conditions)).toEqual([
      ["`v` has a `kind`, e.g. { kind: 1 }", "`v` has no `kind`, e.g. {}"],
      ['`v.part` has a `a-b`, e.g. { "a-b": 1 }', "`v.part` has no `a-b`, e.g. {}"],
      ["`v` has a `kind`, e.g. { kind: 1 }", "`v` has no `kind`, e.g. {}"],
      ["`v` has a `kind`, e.g. { kind: 1 }", "`v` has no `kind`, e.g. {}"],
    ]);
  });

  test("are told for lists, sets, maps and objects that are written out", async () => {
    const around = `const KINDS = ["a", "b"] as const; const LEVELS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5]);
      const NAMES = new Map([["x", 1], ["y", 2]]); const handlers = { open: f, close: f, "other": f }; function f() {}
      const made = new Set([f]); const grown = new Set<string>();`;
    const conditions = [
      "KINDS.includes(v.kind)",
      "['a'].includes(v.kind)",
      "LEVELS.has(v.level)",
      "NAMES.has(v.name)",
      "v.event in handlers",
      "Object.hasOwn(handlers, v.event)",
      "made.has(v.f)",
      "grown.has(v.name)",
    ];
    expect(await listClauses(conditions, around)).toEqual([
      ['`v.kind` is one of "a" or "b"', '`v.kind` is none of "a" or "b", e.g. "other"'],
      ['`v.kind` is "a"', '`v.kind` is not "a", e.g. "other"'],
      [
        "`v.level` is one of 1, 2, 3, 4 or 1 more",
        "`v.level` is none of 1, 2, 3, 4 or 1 more, e.g. 6",
      ],
      ['`v.name` is one of "x" or "y"', '`v.name` is none of "x" or "y", e.g. "other"'],
      [
        '`v.event` is one of "open", "close" or "other"',
        '`v.event` is none of "open", "close" or "other", e.g. "another"',
      ],
      [
        '`v.event` is one of "open", "close" or "other"',
        '`v.event` is none of "open", "close" or "other", e.g. "another"',
      ],
      ["`made` has `v.f`", "`made` does not have `v.f`"],
      ["`grown` has `v.name`", "`grown` does not have `v.name`"],
    ]);
  });

  test("are told for classes", async () => {
    const conditions = [
      "v.at instanceof Date",
      "v instanceof Known",
      "v instanceof Error",
      "v.list instanceof Array",
    ];
    expect(await listClauses(conditions, "class Known {}")).toEqual([
      [
        "`v.at` is an instance of `Date`, e.g. new Date(0)",
        '`v.at` is no instance of `Date`, e.g. "x"',
      ],
      [
        "`v` is an instance of `Known`, e.g. `new Known(…)`",
        '`v` is no instance of `Known`, e.g. "x"',
      ],
      [
        '`v` is an instance of `Error`, e.g. new Error("x")',
        '`v` is no instance of `Error`, e.g. "x"',
      ],
      [
        "`v.list` is an instance of `Array`, e.g. []",
        '`v.list` is no instance of `Array`, e.g. "x"',
      ],
    ]);
  });

  test("are told for texts", async () => {
    const around = "const WORD = /^[a-c]+$/; const PREFIX = 'task:';";
    const conditions = [
      "v.name.startsWith(PREFIX)",
      "v.name.endsWith('x')",
      "v.name.startsWith('')",
      "WORD.test(v.name)",
      "/^\\d{3}$/.exec(v.code)",
      "v.code.match(/^\\d{3}$/)",
      "v.name.includes('-')",
    ];
    expect(await listClauses(conditions, around)).toEqual([
      [
        '`v.name` starts with "task:", e.g. "task:x"',
        '`v.name` does not start with "task:", e.g. "x"',
      ],
      ['`v.name` ends with "x", e.g. "xx"', '`v.name` does not end with "x", e.g. "-"'],
      ['`v.name` starts with ""', '`v.name` does not start with ""'],
      ['`v.name` matches `/^[a-c]+$/`, e.g. "a"', '`v.name` does not match `/^[a-c]+$/`, e.g. ""'],
      [
        '`v.code` matches `/^\\d{3}$/`, e.g. "111"',
        '`v.code` does not match `/^\\d{3}$/`, e.g. ""',
      ],
      [
        '`v.code` matches `/^\\d{3}$/`, e.g. "111"',
        '`v.code` does not match `/^\\d{3}$/`, e.g. ""',
      ],
      ['`v.name` includes "-"', '`v.name` does not include "-"'],
    ]);
  });

  test("are told for numbers and lists", async () => {
    const conditions = [
      "Array.isArray(v.list)",
      "Number.isInteger(v.n)",
      "Number.isSafeInteger(v.n)",
      "Number.isFinite(v.n)",
      "Number.isNaN(v.n)",
      "isNaN(v.n)",
    ];
    expect(await listClauses(conditions)).toEqual([
      ["`v.list` is an array, e.g. []", "`v.list` is not an array, e.g. {}"],
      ["`v.n` is a whole number, e.g. 1", "`v.n` is not a whole number, e.g. 1.5"],
      ["`v.n` is a whole number, e.g. 1", "`v.n` is not a whole number, e.g. 1.5"],
      ["`v.n` is a finite number, e.g. 1", '`v.n` is not a finite number, e.g. "x"'],
      ["`v.n` is NaN, e.g. NaN", "`v.n` is not NaN, e.g. 1"],
      ['`v.n` is no number, e.g. "x"', "`v.n` is a number, e.g. 1"],
    ]);
  });

  test("are read in the scope of the name", async () => {
    const around = `const KINDS = ["a"]; export function g(v: any, KINDS: any) { return KINDS.includes(v) ? 1 : 2; }
      export function h(v: any) { const KINDS = new Set(["z"]), MOST = 3; if (v.n > MOST) return 1; return KINDS.has(v.k) ? 1 : 2; }`;
    const actions = await listActions(around, "g(1, []); h({})");
    expect(actions).toEqual([
      "call g(v, KINDS) so that `KINDS` includes `v`",
      "call h(v) so that `v.n` is above `MOST` (3), e.g. 4",
      'call h(v) so that `v.k` is "z" (`KINDS` comes from `new Set(["z"])`, line 2)',
    ]);
  });
});

describe("what was caught", () => {
  test("is of a class that a call must throw", async () => {
    const source = `class NotFound extends Error {} class Denied extends Error {}
      function find(v: any) { if (v.gone) throw new NotFound(); return v; }
      function load(v: any) { return find(v); }
      function open(v: any) { if (v.closed) throw new TypeError(); return v; }
      export function f(v: any) {
        try { return open(load(v)); } catch (error) {
          if (error instanceof NotFound) return 1;
          if (error instanceof Denied) return 2;
          if (error instanceof SyntaxError) return 3;
          throw error;
        }
      }
      export function g(text: any) { try { return JSON.parse(text); } catch (e) { if (e instanceof SyntaxError) return 1; if (!(e instanceof Error)) return 2; throw e; } }
      export function h(text: any) { try { open(text); } catch (e) { return e instanceof Error ? 1 : 2; } }`;
    const calls = `try { f({ closed: true }) } catch {} try { g({ toString() { throw new Denied() } }) } catch {} h({ closed: true })`;
    const missed = await explainSource({ source, calls: calls.replaceAll("Denied", "Error") });
    const actions = Object.entries(missed).filter(([name]) => name.includes("instanceof"));
    expect(Object.fromEntries(actions.map(([name, [, action]]) => [name, action]))).toEqual({
      "f/if(error instanceof NotFound):then":
        "call f(v) so that `load(…)` throws a `NotFound`, as it does where `v.gone` is truthy",
      "f/if(error instanceof Denied):then":
        "call f(v) so that `open(…)` or `load(…)` throws a `Denied`",
      "f/if(error instanceof SyntaxError):then":
        "call f(v) so that `open(…)` or `load(…)` throws a `SyntaxError`",
      "g/if(e instanceof SyntaxError):then": 'call g(text) so that `text` is no JSON, e.g. "{"',
      "g/if(!(e instanceof Error)):then":
        'call g(text) so that `JSON.parse(…)` throws something that is no `Error`, e.g. a text, "x"',
      "h/cond-expr(e instanceof Error):false":
        'call h(text) so that `open(…)` throws something that is no `Error`, e.g. a text, "x"',
    });
  });
});

describe("what is sent", () => {
  const room = `import { DurableObject } from "cloudflare:workers";
    const KINDS = new Set(["line", "dot"]);
    export class Room extends DurableObject {
      async webSocketMessage(socket: any, raw: string | ArrayBuffer) {
        if (raw instanceof ArrayBuffer) return;
        const message = JSON.parse(raw);
        if (!("type" in message)) return;
        if ("reply" in message) socket.a();
        if (!KINDS.has(message.shape.kind)) socket.b();
        if (message.at instanceof Date) socket.c();
        if (Number.isNaN(message.n)) socket.d();
        if (typeof message.big === "bigint") socket.e();
      }
      async add(tag: string, at: unknown, names: string[]) {
        if (tag.includes("-")) return 1;
        if (at instanceof Date) return 2;
        if (names.includes("x")) return 3;
        return 4;
      }
    }`;

  test("has the property, leaves it out, and is a value that can be sent", async () => {
    const calls = `const r = new Room(ctx); await r.webSocketMessage({}, JSON.stringify({ type: "x", shape: { kind: "dot" } })); await r.add("", 1, [])`;
    expect(await listActions(room, calls)).toEqual([
      "send a message to Room through webSocketMessage so that `raw` is an instance of `ArrayBuffer`, e.g. an ArrayBuffer",
      "send {} to Room through webSocketMessage so that `message` has no `type` (`message` comes from `JSON.parse(raw)`, line 6)",
      "send { reply: … } to Room through webSocketMessage so that `message` has a `reply` (`message` comes from `JSON.parse(raw)`, line 6)",
      'send { shape: { kind: "other" } } to Room through webSocketMessage so that `message.shape.kind` is none of "line" or "dot", e.g. "other" (`message` comes from `JSON.parse(raw)`, line 6)',
      "send a message to Room through webSocketMessage so that `message.at` is an instance of `Date`, e.g. new Date(0), which JSON has no text for (`message` comes from `JSON.parse(raw)`, line 6)",
      "send a message to Room through webSocketMessage so that `message.n` is NaN, e.g. NaN, which JSON has no text for (`message` comes from `JSON.parse(raw)`, line 6)",
      "send a message to Room through webSocketMessage so that `message.big` is a bigint, e.g. 1n, which JSON has no text for (`message` comes from `JSON.parse(raw)`, line 6)",
      'call Room.add(tag: "-", at, names) so that `tag` includes "-", e.g. "-"',
      "call Room.add(tag, at: new Date(0), names) so that `at` is an instance of `Date`, e.g. new Date(0)",
      'call Room.add(tag, at, names: ["x"]) so that `names` includes "x", e.g. ["x"]',
    ]);
  });
});
