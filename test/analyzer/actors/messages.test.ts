import { describe, expect, test } from "vitest";
import { listRoutesIn } from "./project.ts";

/** The routes in an actor that receives `raw` and reads a message out of it. */
const inHandler = (body: string): Readonly<Record<string, readonly string[]>> =>
  listRoutesIn(`class Room extends DurableObject {
    webSocketMessage(ws: WebSocket, raw: string) { const msg = JSON.parse(raw); ${body} }
  }`);

const send = (message: string): string => `Room.webSocketMessage(${message})`;

describe("a switch", () => {
  test("gives each clause the message of its case, the default none", () => {
    expect(
      inHandler(
        `switch (msg.type) { case "join": /*@join*/ break; case "leave": { /*@leave*/ break; } default: /*@other*/ f(); }`,
      ),
    ).toEqual({
      join: [send('{ type: "join" }')],
      leave: [send('{ type: "leave" }')],
      other: [send("")],
    });
  });

  test("collects the messages of clauses that fall through", () => {
    expect(
      inHandler(
        `switch (msg.type) { case "a": case "b": /*@both*/ f(); case "c": /*@all*/ return; case "d": /*@d*/ f(); }`,
      ),
    ).toEqual({
      both: [send('{ type: "a" }'), send('{ type: "b" }')],
      all: [send('{ type: "a" }'), send('{ type: "b" }'), send('{ type: "c" }')],
      d: [send('{ type: "d" }')],
    });
  });

  test("dispatches on a destructured name, a copy, and true", () => {
    expect(
      inHandler(`const { type: kind } = msg; switch (kind) { case "a": /*@one*/ f(); }`),
    ).toEqual({
      one: [send('{ type: "a" }')],
    });
    expect(inHandler(`const t = msg.type; switch (t) { case "a": /*@two*/ f(); }`)).toEqual({
      two: [send('{ type: "a" }')],
    });
    expect(inHandler(`switch (true) { case msg.type === "a": /*@three*/ f(); }`)).toEqual({
      three: [send('{ type: "a" }')],
    });
  });

  test("knows constants: enums, constant objects and names", () => {
    expect(
      listRoutesIn(`enum Kind { Join = "join" } const TYPES = { LEAVE: "leave" } as const; const SAY = "say";
        class Room extends DurableObject { webSocketMessage(ws: WebSocket, raw: string) {
          const msg = JSON.parse(raw);
          switch (msg.type) { case Kind.Join: /*@a*/ break; case TYPES.LEAVE: /*@b*/ break; case SAY: /*@c*/ break; }
        } }`),
    ).toEqual({
      a: [send('{ type: "join" }')],
      b: [send('{ type: "leave" }')],
      c: [send('{ type: "say" }')],
    });
  });

  test("inside another one adds its field", () => {
    expect(
      inHandler(
        `switch (msg.type) { case "draw": switch (msg.shape.kind) { case "line": /*@line*/ f(); } }`,
      ),
    ).toEqual({
      line: [send('{ type: "draw", shape: { kind: "line" } }')],
    });
  });
});

describe("comparisons", () => {
  test("narrow both branches of an if chain, and what follows an early exit", () => {
    expect(
      inHandler(`if (msg.type === "a") { /*@a*/ f(); } else if ("b" == msg.type) { /*@b*/ f(); } else { /*@rest*/ f(); }
        if (msg.type !== "c") return; /*@c*/ f();`),
    ).toEqual({
      a: [send('{ type: "a" }')],
      b: [send('{ type: "b" }')],
      rest: [send("")],
      c: [send('{ type: "c" }')],
    });
  });

  test("narrow through &&, ||, !, ?: and includes", () => {
    expect(
      inHandler(`if (msg.ok && msg.type === "a") { /*@and*/ f(); }
        if (msg.type === "a" || msg.type === "b") { /*@or*/ f(); }
        if (!(msg.type === "a")) {} else { /*@not*/ f(); }
        msg.type === "a" ? f(/*@yes*/) : f(/*@no*/);
        msg.type === "a" && f(/*@right*/);
        if (["a", "b"].includes(msg.type)) { /*@list*/ f(); }`),
    ).toEqual({
      and: [send('{ type: "a" }')],
      or: [send('{ type: "a" }'), send('{ type: "b" }')],
      not: [send('{ type: "a" }')],
      yes: [send('{ type: "a" }')],
      no: [send("")],
      right: [send('{ type: "a" }')],
      list: [send('{ type: "a" }'), send('{ type: "b" }')],
    });
  });

  test("of what is no message tell nothing", () => {
    expect(
      inHandler(
        `if (this.mode === "a") { /*@state*/ f(); } if (ws.url === "b") { /*@socket*/ f(); } if (msg.text === "x") { /*@passing*/ f(); }`,
      ),
    ).toEqual({ state: [send("")], socket: [send("")], passing: [send("")] });
  });

  test("of a whole text are the message", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject { webSocketMessage(ws, text) {
      if (text === "ping") { /*@ping*/ f(); } else if (text === "pong") { /*@pong*/ f(); } } }`),
    ).toEqual({
      ping: [send('"ping"')],
      pong: [send('"pong"')],
    });
  });
});

describe("handler maps", () => {
  test("lead to each handler with its key: inline, constant, field and Map", () => {
    expect(
      listRoutesIn(`const table = { join(msg) { /*@constant*/ f(); } };
        const map = new Map([["leave", (msg) => { /*@mapped*/ f(); }]]);
        class Room extends DurableObject {
          handlers = { say: (msg) => { /*@field*/ f(); }, kick: this.kick };
          #kick() {}
          kick() { /*@method*/ f(); }
          webSocketMessage(ws, raw) {
            const msg = JSON.parse(raw);
            table[msg.type](msg);
            map.get(msg.type)?.(msg);
            const handler = this.handlers[msg.type];
            handler(msg);
            ({ ban: () => { /*@inline*/ f(); } })[msg.type]();
          }
        }`),
    ).toEqual({
      constant: [send('{ type: "join" }')],
      mapped: [send('{ type: "leave" }')],
      field: [send('{ type: "say" }')],
      method: [send('{ type: "kick" }'), "Room.kick()"],
      inline: [send('{ type: "ban" }')],
    });
  });
});

describe("entries", () => {
  test("of RPC dispatch on their argument, by name where there are several", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject {
        handle(msg) { switch (msg.type) { case "dec": /*@one*/ f(); } }
        call(id, op) { switch (op) { case "get": /*@two*/ f(); } }
        set(mode) { switch (mode) { case 1: /*@three*/ f(); } }
      }`),
    ).toEqual({
      one: ['Room.handle({ type: "dec" })'],
      two: ['Room.call(op: "get")'],
      three: ["Room.set(1)"],
    });
  });

  test("of requests dispatch on method, path and body", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject {
        async fetch(request) {
          const url = new URL(request.url);
          if (request.method === "POST") { /*@method*/ f(); }
          if (url.pathname === "/ws") { /*@path*/ f(); }
          const body = await request.json();
          switch (body.action) { case "go": /*@body*/ f(); }
          switch (url.searchParams.get("do")) { case "it": /*@query*/ f(); }
        }
      }`),
    ).toEqual({
      method: ['Room.fetch(method "POST")'],
      path: ['Room.fetch(pathname "/ws")'],
      body: ['Room.fetch(action "go")'],
      query: ['Room.fetch(searchParams.do "it")'],
    });
  });

  test("of classic sockets dispatch in the listener", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject {
        async fetch(request) {
          server.addEventListener("message", (event) => {
            const msg = JSON.parse(event.data);
            switch (msg.type) { case "a": /*@here*/ f(); }
          });
        }
      }`),
    ).toEqual({ here: ['Room.fetch(type "a")'] });
  });
});
