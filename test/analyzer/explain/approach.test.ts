import { describe, expect, test } from "vitest";
import { explainSource } from "./run-source.ts";

describe("the action", () => {
  test("sends the message, with the field that the condition asks", async () => {
    const missed = await explainSource({
      source: `import { DurableObject } from 'cloudflare:workers';
        export class Room extends DurableObject {
          webSocketMessage(socket: WebSocket, raw: string) {
            const message = JSON.parse(raw);
            switch (message.type) {
              case 'say': return this.#say(message);
              case 'leave': return 0;
            }
          }
          #say({ text, to: target }: { text: string; to?: string }) {
            if (text === '') return 1;
            if (target !== undefined) return 2;
            return 3;
          }
        }`,
      calls: `new Room(ctx).webSocketMessage(null, '{"type":"say","text":"x"}')`,
    });
    expect(missed).toEqual({
      'Room.webSocketMessage/switch(message.type):case "leave"': [
        '`message.type` was never "leave" (saw "say" x1)',
        'send { type: "leave" } to Room through webSocketMessage',
      ],
      "Room.webSocketMessage/switch(message.type):no match": [
        'every value of `message.type` matched a case (saw "say" x1)',
        'send { type: "other" } to Room through webSocketMessage so that `message.type` is none of "say", "leave", e.g. "other" (`message` comes from `JSON.parse(raw)`, line 4)',
      ],
      "Room.#say/if(text === ''):then": [
        "`if (text === '')` was never true (0 of 1 evaluation)",
        'send { type: "say", text: "" } to Room through webSocketMessage so that `text` is empty (`text` of the message)',
      ],
      "Room.#say/if(target !== undefined):then": [
        "`if (target !== undefined)` was never true (0 of 1 evaluation)",
        'send { type: "say", to: … } to Room through webSocketMessage so that `target` is not undefined (`target` is `to` of the message)',
      ],
    });
  });

  test("calls the method with the argument", async () => {
    const missed = await explainSource({
      source: `import { DurableObject } from 'cloudflare:workers';
        export class Room extends DurableObject {
          rate(stars: number) { if (stars < 1) return 1; return 2; }
          put(key: string, value: number) { if (value > 9) return 1; return 2; }
          handle(message: { type: string; n: number }) { if (message.type === 'dec') return message.n > 0 ? 1 : 2; return 3; }
        }`,
      calls: `const room = new Room(ctx); room.rate(5); room.put('a', 1); room.handle({ type: 'x' })`,
    });
    expect(missed).toEqual({
      "Room.rate/if(stars < 1):then": [
        "`if (stars < 1)` was never true (0 of 1 evaluation)",
        "call Room.rate(0) so that `stars` is below 1, e.g. 0",
      ],
      "Room.put/if(value > 9):then": [
        "`if (value > 9)` was never true (0 of 1 evaluation)",
        "call Room.put(key, value: 10) so that `value` is above 9, e.g. 10",
      ],
      "Room.handle/if(message.type === 'dec'):then": [
        "`if (message.type === 'dec')` was never true (0 of 1 evaluation)",
        'call Room.handle({ type: "dec" })',
      ],
      "Room.handle/cond-expr(message.n > 0):true": [
        "never evaluated, because of line 5: `if (message.type === 'dec')` was never true (0 of 1 evaluation)",
        'call Room.handle({ type: "dec", n: 1 }) so that `message.n` is above 0, e.g. 1',
      ],
      "Room.handle/cond-expr(message.n > 0):false": [
        "never evaluated, because of line 5: `if (message.type === 'dec')` was never true (0 of 1 evaluation)",
        'call Room.handle({ type: "dec", n: 0 }) so that `message.n` is 0 or below',
      ],
    });
  });

  test("describes the request", async () => {
    const missed = await explainSource({
      source: `import { DurableObject } from 'cloudflare:workers';
        export class Room extends DurableObject {
          fetch(request: Request) {
            const url = new URL(request.url);
            if (request.method === 'POST') return 1;
            if (url.pathname === '/ws') return 2;
            if (url.searchParams.get('user') === 'bob') return 3;
            if (request.headers.get('Upgrade') !== 'websocket') return 4;
            return 5;
          }
        }`,
      calls: `new Room(ctx).fetch(new Request('http://x/', { headers: { Upgrade: 'websocket' } }))`,
    });
    expect(missed).toEqual({
      "Room.fetch/if(request.method === 'POST'):then": [
        "`if (request.method === 'POST')` was never true (0 of 1 evaluation)",
        'fetch Room with method "POST"',
      ],
      "Room.fetch/if(url.pathname === '/ws'):then": [
        "`if (url.pathname === '/ws')` was never true (0 of 1 evaluation)",
        'fetch Room with pathname "/ws"',
      ],
      "Room.fetch/if(url.searchParams.get('user') === 'bob'):then": [
        "`if (url.searchParams.get('user') === 'bob')` was never true (0 of 1 evaluation)",
        'fetch Room with query parameter user "bob"',
      ],
      "Room.fetch/if(request.headers.get('Upgrade') !== 'websocket'):then": [
        "`if (request.headers.get('Upgrade') !== 'websocket')` was never true (0 of 1 evaluation)",
        "fetch Room so that `request.headers.get('Upgrade')` is not \"websocket\"",
      ],
    });
  });

  test("closes sockets, runs alarms and starts actors", async () => {
    const missed = await explainSource({
      source: `import { DurableObject } from 'cloudflare:workers';
        export class Room extends DurableObject {
          state = this.ctx.storage.get('state') ? 1 : 2;
          webSocketClose(socket: WebSocket, code: number) { if (code === 1001) return 1; return 2; }
          webSocketError(socket: WebSocket, error: unknown) { if (error instanceof TypeError) return 1; return 2; }
          async alarm() { if (await this.ctx.storage.get('paused')) return 1; return (await this.ctx.storage.get('n')) ?? 0; }
        }`,
      calls: `const room = new Room(ctx); room.webSocketClose(null, 1000); room.webSocketError(null, 1); await room.alarm()`,
    });
    expect(missed).toEqual({
      "Room.constructor/cond-expr(this.ctx.storage.get('state')):false": [
        "`this.ctx.storage.get('state') ?` was never false (0 of 1 evaluation)",
        'start Room anew so that nothing, or something falsy, is stored under "state"',
      ],
      "Room.webSocketClose/if(code === 1001):then": [
        "`if (code === 1001)` was never true (0 of 1 evaluation)",
        "close a socket of Room with code 1001",
      ],
      "Room.webSocketError/if(error instanceof TypeError):then": [
        "`if (error instanceof TypeError)` was never true (0 of 1 evaluation)",
        'let a socket of Room fail so that `error` is an instance of `TypeError`, e.g. new TypeError("x")',
      ],
      "Room.alarm/if(await this.ctx.storage.get('paused')):then": [
        "`if (await this.ctx.storage.get('paused'))` was never true (0 of 1 evaluation)",
        'run the alarm of Room so that something truthy is stored under "paused"',
      ],
      "Room.alarm/nullish((await this.ctx.storage.get('n'))):non-nullish": [
        "`(await this.ctx.storage.get('n'))` was always null or undefined: the right side of `??` was used each time (0 of 1 evaluation)",
        'run the alarm of Room so that something is stored under "n"',
      ],
    });
  });

  test("calls a helper directly when no actor reaches it, and fetches a Worker", async () => {
    const missed = await explainSource({
      source: `export default { fetch(request: Request) { if (request.method === 'PUT') return 1; return 2; } };
        export class Queue { push(job: string) { if (job === '') return 1; return 2; } }`,
      calls: `exports.default.fetch(new Request('http://x')); new Queue().push('a')`,
    });
    expect(missed).toEqual({
      "default.fetch/if(request.method === 'PUT'):then": [
        "`if (request.method === 'PUT')` was never true (0 of 1 evaluation)",
        'fetch the Worker so that `request.method` is "PUT"',
      ],
      "Queue.push/if(job === ''):then": [
        "`if (job === '')` was never true (0 of 1 evaluation)",
        "call Queue.push(job) so that `job` is empty",
      ],
    });
  });
});
