import { describe, expect, test } from "vitest";
import { listRoutes, listRoutesIn } from "./project.ts";

const workers = 'import { DurableObject } from "cloudflare:workers";\n';

describe("within a class", () => {
  test("follows methods, private ones, getters, fields and callbacks, transitively and through recursion", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject {
        open() { this.#step(); list.forEach(this.each); return this.size; }
        #step() { /*@private*/ this.#deep(); }
        #deep() { /*@deep*/ this.#step(); }
        private get size() { /*@getter*/ return 1; }
        private each() { /*@callback*/ f(); }
        private arrow = () => { /*@arrow*/ f(); };
        close() { this.arrow(); }
        private dead() { /*@dead*/ f(); }
      }`),
    ).toEqual({
      private: ["Room.open()"],
      deep: ["Room.open()"],
      getter: ["Room.open()"],
      callback: ["Room.open()"],
      arrow: ["Room.close()"],
      dead: [],
    });
  });

  test("calls the most derived method from a base, and the base's through super", () => {
    expect(
      listRoutesIn(`abstract class Base extends DurableObject {
        alarm() { this.task(); }
        protected task() { /*@base*/ f(); }
      }
      class Room extends Base { protected override task() { /*@derived*/ f(); } }
      class Hall extends Base { protected override task() { super.task(); } }`),
    ).toEqual({ base: ["Hall.alarm()"], derived: ["Room.alarm()"] });
  });

  test("enters constructors and fields when the object is made", () => {
    expect(
      listRoutesIn(`class Store { constructor() { /*@store*/ f(); } }
      class Room extends DurableObject {
        store = new Store();
        constructor(ctx, env) { super(ctx, env); ctx.blockConcurrencyWhile(async () => { /*@loading*/ f(); }); }
      }`),
    ).toEqual({ store: ["new Room()"], loading: ["new Room()"] });
  });
});

describe("in helpers", () => {
  test("carries the message through parsers and pure functions of other files", () => {
    expect(
      listRoutes({
        "room.ts": `${workers}import { parseMessage } from "./protocol"; import * as rules from "./rules.js";
          export class Room extends DurableObject {
            webSocketMessage(ws: WebSocket, raw: string) { this.apply(parseMessage(raw)); }
            private apply(message) { rules.step(this.state, message); }
          }`,
        "protocol.ts": `export const parseMessage = (text) => {
          const value = JSON.parse(text); /*@parse*/ switch (value.type) { case "inc": return { type: "inc", by: 1 /*@inc*/ f(); }; } };`,
        "rules.ts": 'export { step } from "./step.ts";',
        "step.ts": `export function step(state, message) {
          if (message.type === "inc") { return grow(state); }
          return state /*@rest*/; }
          function grow(state) { /*@grow*/ f(); }`,
      }),
    ).toEqual({
      parse: ["Room.webSocketMessage()"],
      inc: ['Room.webSocketMessage({ type: "inc" })'],
      rest: ["Room.webSocketMessage()"],
      grow: ['Room.webSocketMessage({ type: "inc" })'],
    });
  });

  test("sees through a parser's result to the message in it", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject {
        webSocketMessage(ws, raw) {
          const result = schema.safeParse(raw);
          if (!result.success) return;
          switch (result.data.type) { case "a": /*@here*/ f(); }
        }
      }`),
    ).toEqual({ here: ['Room.webSocketMessage({ type: "a" })'] });
  });

  test("follows objects of the project's classes: fields, parameters, locals and what functions return", () => {
    expect(
      listRoutesIn(`class Queue { push() { /*@push*/ f(); } pop() { /*@pop*/ f(); } peek() { /*@peek*/ f(); } size() { /*@size*/ f(); } }
        function queueOf(): Queue { return new Queue(); }
        function look(queue: Queue) { queue.peek(); }
        class Room extends DurableObject {
          #queue = new Queue();
          other: Queue | undefined;
          add() { this.#queue.push(); }
          take() { this.other?.pop(); }
          see() { look(this.#queue); }
          count() { const queue = queueOf(); return queue.size(); }
        }`),
    ).toEqual({
      push: ["Room.add()"],
      pop: ["Room.take()"],
      peek: ["Room.see()"],
      size: ["Room.count()"],
    });
  });

  test("does not take a local name for a function of the module", () => {
    expect(
      listRoutesIn(`function run() { /*@module*/ f(); }
        class Room extends DurableObject { go(run) { run(); } }`),
    ).toEqual({ module: [] });
  });

  test("tells two actors that share a helper apart", () => {
    expect(
      listRoutesIn(`function shared(job) { if (job.kind === "a") { /*@a*/ f(); } else { /*@b*/ f(); } }
        class One extends DurableObject { run(job) { shared(job); } }
        class Two extends DurableObject { alarm() { shared({ kind: "a" }); } }`),
    ).toEqual({ a: ['One.run({ kind: "a" })', "Two.alarm()"], b: ["One.run()", "Two.alarm()"] });
  });

  test("knows which field a function of the project reads, and what an object that it makes is made of", () => {
    expect(
      listRoutesIn(`const readText = (body, field) => { const value = body[field]; return value; };
        const typeOf = (body) => readText(body, "type");
        function parse(raw) { const body = JSON.parse(raw); return { request: { kind: typeOf(body) }, ok: true }; }
        const attempt = (action) => { try { return action(); } catch { return { ok: false }; } };
        class Room extends DurableObject {
          webSocketMessage(ws, raw) {
            const result = attempt(() => parse(raw));
            if (result.type === "error") { /*@none*/ f(); }
            switch (result.request.kind) { case "a": /*@known*/ f(); }
          }
        }`),
    ).toEqual({
      none: ["Room.webSocketMessage()"],
      known: ['Room.webSocketMessage({ type: "a" })'],
    });
  });

  test("does not take what is made of one field for a part of the message", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject {
        webSocketMessage(ws, raw) {
          const { to } = JSON.parse(raw);
          const address = parseAddress(to);
          switch (address.kind) { case "worker": /*@here*/ f(); }
          const job = this.jobs.get(to);
          switch (job.state) { case "done": /*@state*/ f(); }
        }
      }`),
    ).toEqual({ here: ["Room.webSocketMessage()"], state: ["Room.webSocketMessage()"] });
  });

  test("passes the message to listeners that are named", () => {
    expect(
      listRoutesIn(`class Room extends DurableObject {
        fetch() { server.addEventListener("message", this.hear); }
        private hear = (event) => { switch (JSON.parse(event.data).type) { case "a": /*@here*/ f(); } };
      }`),
    ).toEqual({ here: ['Room.fetch(type "a")'] });
  });
});
