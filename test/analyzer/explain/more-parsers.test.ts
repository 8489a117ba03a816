import { describe, expect, test } from "vitest";
import { listActions } from "./list-actions.ts";

describe("a parser that", () => {
  test("is a guard and a map of handlers", async () => {
    const source = `import { DurableObject } from "cloudflare:workers";
interface Cmd { cmd: string; args: string[] }
const isCmd = (v: any): v is Cmd => v != null && typeof v.cmd === "string" && Array.isArray(v.args);
const tryParse = (s: string): Cmd | null => { try { const v = JSON.parse(s); return isCmd(v) ? v : null; } catch (e) { return null; } };
export class Shell extends DurableObject {
  async webSocketMessage(ws: any, data: string | ArrayBuffer) {
    if (typeof data !== "string") return;
    const cmd = tryParse(data);
    if (cmd === null) return ws.send("?");
    const { cmd: name, args } = cmd;
    if (name === "ls") return ws.send("ls");
    if (name === "rm" && args.length > 0) return ws.send("rm");
    const handler = this.handlers[name];
    if (!handler) return ws.send("unknown");
    handler(args);
  }
  handlers: Record<string, (a: string[]) => void> = { echo: (a) => { if (a.length === 0) return; }, quit: () => {} };
  async fetch(request: Request) {
    const url = new URL(request.url);
    const body: any = request.method === "POST" ? await request.json() : {};
    if (url.pathname.startsWith("/api/") && body.token !== "s3cret") return new Response("no", { status: 403 });
    if (url.searchParams.get("debug") === "1") return new Response("debug");
    if (request.headers.get("Upgrade") !== "websocket") return new Response("upgrade", { status: 426 });
    return new Response("ok");
  }
}`;
    const calls = `const r = new Shell(ctx); await r.webSocketMessage({ send() {} }, '{"cmd":"echo","args":[1]}');
await r.fetch({ url: "http://x/api/", method: "POST", headers: new Headers({ Upgrade: "websocket" }), json: async () => ({ token: "s3cret" }) });`;
    const expected = {
      "Shell.webSocketMessage/if(cmd === null):then":
        'send a message to Shell through webSocketMessage so that `cmd` is null, as `tryParse(data)` gives it where `s` is no JSON, e.g. "{" (`cmd` comes from `tryParse(data)`, line 8)',
      "Shell.webSocketMessage/if(!handler):then":
        'send { cmd: "other" } to Shell through webSocketMessage so that `name` is none of "echo" or "quit", e.g. "other" (`handler` comes from `this.handlers[name]`, line 13)',
      'Shell.fetch/cond-expr(request.method === "POST"):false':
        'fetch Shell with method "GET" so that `request.method` is not "POST", e.g. "GET"',
      'Shell.fetch/logical(url.pathname.startsWith("/api/")):short-circuit':
        'fetch Shell with pathname "/x" so that `url.pathname` does not start with "/api/", e.g. "/x" (`url` comes from `new URL(request.url)`, line 19)',
    };
    expect(await listActions({ source, calls }, Object.keys(expected))).toEqual(
      Object.values(expected),
    );
  });

  test("throws from several functions deep", async () => {
    const source = `import { DurableObject } from "cloudflare:workers";
class Err extends Error {}
const KINDS = ["a", "b"] as const;
type In = { kind: "a"; n: number } | { kind: "b" } | { kind: "c"; list: string[] };
function isRecord(v: unknown): v is Record<string, unknown> { return typeof v === "object" && v !== null && !Array.isArray(v); }
function read(frame: string | ArrayBuffer): In {
  if (frame instanceof ArrayBuffer) throw new Err("bytes");
  const v = parseJson(frame);
  if (!isRecord(v)) throw new Err("object");
  if (typeof v.kind !== "string") throw new Err("kind");
  switch (v.kind) {
    case "a": if (typeof v.n !== "number") throw new Err("n"); return { kind: "a", n: v.n };
    case "b": return { kind: "b" };
    case "c": return { kind: "c", list: readList(v.list) };
  }
  throw new Err("unknown");
}
function parseJson(text: string): unknown { try { return JSON.parse(text); } catch { throw new Err("json"); } }
function readList(v: unknown): string[] { if (!Array.isArray(v) || v.some((x) => typeof x !== "string")) throw new Err("list"); return v; }
export class Room extends DurableObject {
  #n = 0;
  async webSocketMessage(ws: any, frame: string | ArrayBuffer) {
    try {
      const m = read(frame);
      const answer = this.apply(m);
      if (answer !== undefined) ws.send(answer);
    } catch (e) { if (!(e instanceof Err)) throw e; ws.send(e.message); }
  }
  apply(m: In): string | undefined {
    if (m.kind === "b") return "b";
    if (m.kind === "c") { for (const x of m.list) { if (x === "stop") break; this.#n++; } return undefined; }
    this.#n += m.n;
    return this.#n > 10 ? "big" : undefined;
  }
}`;
    const calls = `const r = new Room(ctx); await r.webSocketMessage({ send() {} }, '{"kind":"b"}');`;
    const expected = {
      "Room.webSocketMessage/try:catches":
        "send a message to Room through webSocketMessage so that `read(…)` throws, as it does where `frame` is an instance of `ArrayBuffer`, e.g. an ArrayBuffer",
      "Room.webSocketMessage/if(!(e instanceof Err)):else":
        "send a message to Room through webSocketMessage so that `read(…)` throws an `Err`, as it does where `frame` is an instance of `ArrayBuffer`, e.g. an ArrayBuffer",
      "Room.webSocketMessage/if(answer !== undefined):else":
        'send { kind: "c" } to Room through webSocketMessage',
      'Room.apply/if(m.kind === "c"):then': 'send { kind: "c" } to Room through webSocketMessage',
      "Room.apply/loop(m.list):zero":
        'send { kind: "c", list: [] } to Room through webSocketMessage so that `m.list` has no element',
      "readList/logical(!Array.isArray(v)):short-circuit":
        'send { kind: "c", list: {} } to Room through webSocketMessage so that `v` is not an array, e.g. {} (`v` is `list` of the message)',
    };
    expect(await listActions({ source, calls }, Object.keys(expected))).toEqual(
      Object.values(expected),
    );
  });
});
