import { describe, expect, test } from "vitest";
import { listActions } from "./list-actions.ts";

describe("a parser that", () => {
  test("returns undefined for what is no message", async () => {
    const source = `import { DurableObject } from "cloudflare:workers";
type Message = { type: "join"; name: string } | { type: "say"; text: string } | { type: "move"; to: { x: number; y: number } };
function parseMessage(raw: string): Message | undefined {
  let value: unknown;
  try { value = JSON.parse(raw); } catch { return undefined; }
  if (typeof value !== "object" || value === null) return undefined;
  if (!("type" in value)) return undefined;
  switch ((value as any).type) {
    case "join": return typeof (value as any).name === "string" ? (value as Message) : undefined;
    case "say": return value as Message;
    case "move": return value as Message;
    default: return undefined;
  }
}
export class Room extends DurableObject {
  async webSocketMessage(ws: any, raw: string) {
    const message = parseMessage(raw);
    if (!message) { ws.send("bad"); return; }
    if (message.type === "join") { if (message.name.length > 20) ws.send("long"); ws.send("hi " + message.name); }
    else if (message.type === "say") ws.send(message.text);
    else if (message.type === "move") { if (message.to.x < 0) ws.send("left"); }
  }
}`;
    const calls = `const r = new Room(ctx); await r.webSocketMessage({ send() {} }, JSON.stringify({ type: "say", text: "x" }));`;
    const expected = {
      "parseMessage/try:catches":
        'send a message to Room through webSocketMessage so that `raw` is no JSON, e.g. "{"',
      'parseMessage/if(!("type" in value)):then':
        "send {} to Room through webSocketMessage so that `value` has no `type`",
      "Room.webSocketMessage/if(!message):then":
        'send a message to Room through webSocketMessage so that `message` is falsy, as `parseMessage(raw)` gives it where `raw` is no JSON, e.g. "{" (`message` comes from `parseMessage(raw)`, line 17)',
      'Room.webSocketMessage/if(message.type === "say"):else':
        'send { type: "move" } to Room through webSocketMessage so that `message.type` is not "say", e.g. "move" (`message` comes from `parseMessage(raw)`, line 17)',
      'Room.webSocketMessage/if(message.type === "move"):else':
        'send a message to Room through webSocketMessage so that `message.type` is not "say" (`message` comes from `parseMessage(raw)`, line 17), and `message.type` is not "move" (`message` comes from `parseMessage(raw)`, line 17)',
      'Room.webSocketMessage/if(message.type === "join"):then':
        'send { type: "join" } to Room through webSocketMessage',
    };
    expect(await listActions({ source, calls }, Object.keys(expected))).toEqual(
      Object.values(expected),
    );
  });

  test("gives a result that says so", async () => {
    const source = `import { DurableObject } from "cloudflare:workers";
const make = (check: (v: any) => boolean): any => ({ check, safeParse: (v: any) => (check(v) ? { success: true, data: v } : { success: false }) });
const z: any = { object: (s: any) => make((v) => v !== null && typeof v === "object"), literal: (l: any) => l, string: () => 1, discriminatedUnion: (k: any, l: any) => make((v) => v !== null && typeof v === "object" && k in v) };
const Join = z.object({ kind: z.literal("join"), name: z.string() });
const Say = z.object({ kind: z.literal("say"), text: z.string() });
const Message = z.discriminatedUnion("kind", [Join, Say]);
type Parsed = { ok: true; message: any } | { ok: false; error: string };
function decode(frame: string | ArrayBuffer): Parsed {
  const text = typeof frame === "string" ? frame : new TextDecoder().decode(frame);
  const result = Message.safeParse(toJson(text));
  if (!result.success) return { ok: false, error: "bad" };
  return { ok: true, message: result.data };
}
function toJson(text: string): unknown { try { return JSON.parse(text); } catch { return null; } }
export class Room extends DurableObject {
  async webSocketMessage(ws: any, frame: string | ArrayBuffer) {
    const parsed = decode(frame);
    if (!parsed.ok) { ws.send(parsed.error); return; }
    const { message } = parsed;
    switch (message.kind) {
      case "join": ws.send(message.name); break;
      case "say": if (message.text === "") return; ws.send(message.text); break;
    }
  }
  async handle(raw: string) {
    const result = read(raw);
    if (result.type === "error") return 1;
    if (result.kind === "number") return 2;
    const asked = await later(raw);
    if (asked === false) return 3;
    if (asked == null) return 4;
    const { ok } = both(raw);
    if (!ok) return 5;
    if (this.#valid(raw) === undefined) return 6;
    return 7;
  }
  #valid(raw: string): string | undefined { if (raw.length > 5) return; return raw; }
}
function read(raw: string) { if (raw === "") return { type: "error" }; if (/^\\d+$/.test(raw)) return { type: "ok", kind: "number" }; return { type: "ok", kind: "text" }; }
async function later(raw: string) { if (raw === "no") return false; if (raw.startsWith("-")) return null; return {}; }
function both(raw: string) { for (const c of raw) if (c === "#") return { ok: false }; return { ok: true }; }`;
    const calls = `const r = new Room(ctx); await r.webSocketMessage({ send() {} }, '{"kind":"say","text":"x"}'); await r.handle("abc");`;
    const expected = {
      "Room.webSocketMessage/if(!parsed.ok):then":
        "send a message to Room through webSocketMessage so that `parsed.ok` is falsy, as `decode(frame)` gives it where `result.success` is falsy, as `Message.safeParse(toJson(text))` gives it where `toJson(text)` does not fit `Message`, e.g. null (`parsed` comes from `decode(frame)`, line 17)",
      'Room.webSocketMessage/switch(message.kind):case "join"':
        'send { kind: "join" } to Room through webSocketMessage',
      "Room.webSocketMessage/switch(message.kind):no match":
        'send { kind: "other" } to Room through webSocketMessage so that `message.kind` is none of "join", "say", e.g. "other" (`message` comes from `parsed`, line 19)',
      'Room.handle/if(result.type === "error"):then':
        'call Room.handle("") so that `result.type` is "error", as `read(raw)` gives it where `raw` is empty (`result` comes from `read(raw)`, line 26)',
      'Room.handle/if(result.kind === "number"):then':
        'call Room.handle("1") so that `result.kind` is "number", as `read(raw)` gives it where `raw` matches `/^\\d+$/`, e.g. "1" (`result` comes from `read(raw)`, line 26)',
      "Room.handle/if(asked === false):then": 'call Room.handle("no")',
      "Room.handle/if(asked == null):then":
        'call Room.handle("-x") so that `asked` is null or undefined, as `later(raw)` gives it where `raw` starts with "-", e.g. "-x" (`asked` comes from `await later(raw)`, line 29)',
      "Room.handle/if(!ok):then":
        "call Room.handle(raw) so that `ok` is falsy (`ok` comes from `both(raw)`, line 32)",
      "Room.handle/if(this.#valid(raw) === undefined):then":
        "call Room.handle(raw) so that `this.#valid(raw)` is undefined, which it is where `raw.length` is above 5, e.g. 6",
    };
    expect(await listActions({ source, calls }, Object.keys(expected))).toEqual(
      Object.values(expected),
    );
  });

  test("throws errors of its own class", async () => {
    const source = `import { DurableObject } from "cloudflare:workers";
class BadMessage extends Error {}
function assertObject(value: unknown): asserts value is Record<string, unknown> { if (typeof value !== "object" || value === null) throw new BadMessage("object"); }
function field(value: Record<string, unknown>, name: string): string { const v = value[name]; if (typeof v !== "string") throw new BadMessage(name); return v; }
function parse(raw: string) {
  const value: unknown = JSON.parse(raw);
  assertObject(value);
  const op = field(value, "op");
  if (op === "set") return { op: "set" as const, key: field(value, "key"), value: value.value };
  if (op === "del") return { op: "del" as const, key: field(value, "key") };
  throw new BadMessage("op");
}
export class Store extends DurableObject {
  async webSocketMessage(ws: any, raw: string) {
    let command;
    try { command = parse(raw); } catch (error) {
      if (error instanceof BadMessage) ws.send("bad: " + error.message);
      else if (error instanceof SyntaxError) ws.send("json");
      else throw error;
      return;
    }
    if (command.op === "set") { if (command.key.startsWith("_")) return; ws.send("set"); }
    else { ws.send("del"); }
  }
}`;
    const calls = `const r = new Store(ctx); await r.webSocketMessage({ send() {} }, '{"op":"set","key":"k"}');`;
    const expected = {
      'parse/if(op === "set"):else':
        'send { op: "del" } to Store through webSocketMessage so that `op` is not "set", e.g. "del" (`op` of the message)',
      "Store.webSocketMessage/try:catches":
        'send a message to Store through webSocketMessage so that `parse(…)` throws, as it does where `raw` is no JSON, e.g. "{"',
      "Store.webSocketMessage/if(error instanceof BadMessage):then":
        'send a message to Store through webSocketMessage so that `parse(…)` throws a `BadMessage`, as it does where `value` is not an object or null, e.g. "x", or `value` is null',
      "Store.webSocketMessage/if(error instanceof SyntaxError):then":
        'send a message to Store through webSocketMessage so that `parse(…)` throws a `SyntaxError`, as it does where `raw` is no JSON, e.g. "{"',
      "Store.webSocketMessage/if(error instanceof SyntaxError):else":
        'send a message to Store through webSocketMessage so that `parse(…)` throws something that is no `SyntaxError`, as it does where `value` is not an object or null, e.g. "x", or `value` is null',
      'Store.webSocketMessage/if(command.key.startsWith("_")):then':
        'send { op: "set", key: "_x" } to Store through webSocketMessage so that `command.key` starts with "_", e.g. "_x"',
    };
    expect(await listActions({ source, calls }, Object.keys(expected))).toEqual(
      Object.values(expected),
    );
  });
});
