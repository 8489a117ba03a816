import { describe, expect, test } from "vitest";
import { listActors, listEntries } from "./project.ts";

const tomlOf = (name: string): string =>
  `name = "${name}"\nmain = "index.ts"\n[[durable_objects.bindings]]\nname = "${name}"\nclass_name = "Room"\n`;

const workers = 'import { DurableObject } from "cloudflare:workers";\n';

describe("heritage", () => {
  test("finds a class that extends DurableObject", () => {
    expect(
      listActors({ "src/a.ts": `${workers}export class Room extends DurableObject { join() {} }` }),
    ).toEqual(["src/a.ts Room (null): rpc Room.join"]);
  });

  test("finds it under another name, and as a member of the module", () => {
    expect(
      listActors({
        "a.ts":
          'import { DurableObject as Base } from "cloudflare:workers"; class A extends Base<Env> {}',
        "b.ts": 'import * as cf from "cloudflare:workers"; class B extends cf.DurableObject {}',
      }),
    ).toEqual(["a.ts A (null): ", "b.ts B (null): "]);
  });

  test("follows bases through files, aliases, default exports and re-exports, and enters what they inherit", () => {
    expect(
      listActors({
        "base.ts": `${workers}export abstract class Base extends DurableObject { async alarm() {} ping() {} }`,
        "middle.ts":
          'import { Base as Root } from "./base.js"; export default class Middle extends Root { ping() {} }',
        "index.ts": 'export { default as Chosen } from "./middle";',
        "leaf.ts": 'import { Chosen } from "."; export class Leaf extends Chosen { open() {} }',
      }),
    ).toEqual(["leaf.ts Leaf (null): rpc Leaf.open, rpc Middle.ping, alarm Base.alarm"]);
  });

  test("sees through a mixin to the base it is given", () => {
    expect(
      listActors({
        "a.ts": `${workers}const withLog = (Base: any) => class extends Base {};
          const Logged = withLog(DurableObject);
          export class A extends Logged { run() {} }
          export class B extends withLog(DurableObject) { run() {} }`,
      }),
    ).toEqual(["a.ts A (null): rpc A.run", "a.ts B (null): rpc B.run"]);
  });

  test.each([
    ["agents", "Agent"],
    ["agents/ai-chat-agent", "AIChatAgent"],
    ["@cloudflare/ai-chat", "AIChatAgent"],
    ["agents/mcp", "McpAgent"],
    ["partyserver", "Server"],
    ["y-partyserver", "YServer"],
    ["@cloudflare/actors", "Actor"],
    ["@cloudflare/containers", "Container"],
  ])("knows the base of %s", (specifier, name) => {
    const source = `import { ${name} } from "${specifier}"; export class A extends ${name}<Env> {}`;
    expect(listActors({ "a.ts": source })).toEqual(["a.ts A (null): "]);
  });

  test("leaves out Worker entry points, workflows, and classes of the same name from elsewhere", () => {
    expect(
      listActors({
        "a.ts": `import { WorkerEntrypoint, WorkflowEntrypoint, RpcTarget } from "cloudflare:workers";
          export class A extends WorkerEntrypoint { fetch() {} }
          export class B extends WorkflowEntrypoint {}
          export class C extends RpcTarget {}`,
        "b.ts": 'import { DurableObject } from "./fake"; export class D extends DurableObject {}',
        "c.ts": 'import { Server } from "node:http"; export class E extends Server {}',
        "fake.ts": "export class DurableObject {}",
      }),
    ).toEqual([]);
  });

  test("survives classes that extend each other", () => {
    expect(
      listActors({
        "a.ts": 'import { B } from "./b"; /* DurableObject */ export class A extends B {}',
        "b.ts": 'import { A } from "./a"; /* DurableObject */ export class B extends A {}',
      }),
    ).toEqual([]);
  });
});

describe("configuration", () => {
  const wrangler = JSON.stringify({
    main: "src/index.ts",
    durable_objects: { bindings: [{ name: "ROOM", class_name: "ChatRoom" }] },
  });

  test("names the binding, also of a class that is exported under another name", () => {
    expect(
      listActors({
        "wrangler.jsonc": wrangler,
        "src/index.ts": 'export { Room as ChatRoom } from "./room";',
        "src/room.ts": `${workers}export class Room extends DurableObject {}`,
      }),
    ).toEqual(["src/room.ts Room (ROOM): "]);
  });

  test("makes an actor of a bound class that extends nothing, without RPC", () => {
    expect(
      listActors({
        "wrangler.jsonc": wrangler,
        "src/index.ts":
          "export class ChatRoom { constructor(state) {} async fetch(request) {} helper() {} }",
      }),
    ).toEqual([
      "src/index.ts ChatRoom (ROOM): lifecycle ChatRoom.constructor, fetch ChatRoom.fetch",
    ]);
  });

  test("makes an actor of a bound class whose base nobody knows", () => {
    expect(
      listActors({
        "wrangler.jsonc": wrangler,
        "src/index.ts":
          'import { Kit } from "some-kit"; export class ChatRoom extends Kit { onMessage() {} say() {} }',
      }),
    ).toEqual(["src/index.ts ChatRoom (ROOM): websocket ChatRoom.onMessage, rpc ChatRoom.say"]);
  });

  test("keeps the Workers of a repository apart", () => {
    const room = `${workers}export class Room extends DurableObject {}`;
    expect(
      listActors({
        "one/wrangler.toml": tomlOf("ONE"),
        "one/index.ts": room,
        "two/wrangler.toml": tomlOf("TWO"),
        "two/index.ts": room,
      }),
    ).toEqual(["one/index.ts Room (ONE): ", "two/index.ts Room (TWO): "]);
  });

  test("takes a class that others extend for a base, unless it is bound", () => {
    const files = {
      "src/index.ts": `${workers}export class ChatRoom extends DurableObject {} export class VipRoom extends ChatRoom {}`,
    };
    expect(listActors(files)).toEqual(["src/index.ts VipRoom (null): "]);
    expect(listActors({ ...files, "wrangler.json": wrangler })).toEqual([
      "src/index.ts ChatRoom (ROOM): ",
      "src/index.ts VipRoom (null): ",
    ]);
  });
});

describe("entries", () => {
  test("are what the runtime calls and public methods and getters; nothing private, static or without a body", () => {
    const source = `${workers}export class Room extends DurableObject {
      constructor(ctx, env) { super(ctx, env); }
      override async fetch(request: Request) {}
      override async alarm() {}
      override webSocketMessage() {}
      override webSocketClose() {}
      override webSocketError() {}
      join(name: string): void;
      join(name: number): void;
      join(name: unknown) {}
      get size() { return 1; }
      set size(value) {}
      private hidden() {}
      protected guarded() {}
      #secret() {}
      static make() {}
      handler = () => {};
      [Symbol.dispose]() {}
    }`;
    expect(listEntries(source)).toEqual([
      "lifecycle constructor",
      "fetch fetch",
      "alarm alarm",
      "websocket webSocketMessage",
      "websocket webSocketClose",
      "websocket webSocketError",
      "rpc join",
      "rpc size",
    ]);
  });

  test("of library bases include their hooks, whatever their visibility", () => {
    const source = `import { Server } from "partyserver";
      export class Room extends Server {
        onStart() {} onConnect() {} onMessage() {} onClose() {} onRequest() {} onAlarm() {}
        protected override getConnectionTags() {}
        score() {}
      }`;
    expect(listEntries(source)).toEqual([
      "lifecycle onStart",
      "websocket onConnect",
      "websocket onMessage",
      "websocket onClose",
      "fetch onRequest",
      "alarm onAlarm",
      "lifecycle getConnectionTags",
      "rpc score",
    ]);
  });
});
