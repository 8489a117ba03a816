import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Scope, expect, openScope, test } from "footlights/harness";

const ids = new Set<string>();

/** Fails when an earlier test, retry or repeat had the same id. */
function expectUnusedId(scope: Scope): void {
  expect(ids).not.toContain(scope.id);
  ids.add(scope.id);
}

describe("a scope's id", () => {
  test("Reads like the test's name: Ünïcode, too!", ({ scope }) => {
    expect(scope.id).toMatch(/^reads-like-the-test-s-name-n-cod-[a-z0-9]{8,14}$/);
    expect(scope.name("main")).toBe(`${scope.id}-main`);
  });

  test("differs between repeats", { repeats: 2 }, ({ scope }) => expectUnusedId(scope));

  let attempts = 0;
  test("differs between retries", { retry: 2 }, ({ scope }) => {
    expectUnusedId(scope);
    attempts += 1;
    expect(attempts).toBe(3);
  });

  test("is the same for the same name, and random without one", async () => {
    await using named = openScope({ name: "Checkout" });
    await using same = openScope({ name: "Checkout" });
    await using other = openScope({ name: "checkout" });
    expect(named.id).toMatch(/^checkout-/);
    expect(same.id).toBe(named.id);
    expect(other.id).not.toBe(named.id);
    await using first = openScope();
    await using second = openScope();
    expect(first.id).not.toBe(second.id);
  });
});

describe.concurrent("concurrent tests", () => {
  for (let index = 0; index < 10; index += 1) {
    test(`keep to their own actors and sockets (${index % 2})`, async ({ scope }) => {
      expectUnusedId(scope);
      const counter = scope.actor(env.COUNTER);
      const client = await scope.connect(counter);
      for (let count = 1; count <= 5; count += 1) expect(await counter.rpc.increment()).toBe(count);
      client.send("count");
      expect(await client.receive()).toBe("5");
      await counter.crash();
      await client.expectClosed({ code: 1006 });
    });
  }
});

describe.concurrent("names inside actors", () => {
  for (let index = 0; index < 5; index += 1) {
    test(`mean the scope's own actors (${index})`, async ({ scope }) => {
      const payer = scope.actor(env.LEDGER, "payer");
      expect(await payer.rpc.pay("main", 5)).toBe(5);
      expect(await payer.rpc.pay(scope.name("main"), 5)).toBe(10);
      expect(await scope.actor(env.LEDGER, "main").rpc.balance()).toBe(10);
    });
  }

  test("mean what they say when told so, and for actors of nobody's scope", async () => {
    await using scope = openScope({ isolateNames: false });
    await scope.actor(env.LEDGER).rpc.pay("shared", 3);
    expect(await env.LEDGER.getByName("shared").balance()).toBe(3);
  });
});

describe("the end of a scope", () => {
  test("closes every socket from both ends and clears alarms", async () => {
    const scope = openScope();
    const counter = scope.actor(env.COUNTER);
    const clients = await Promise.all([scope.connect(counter), scope.connect(counter)]);
    const classic = await scope.connect(env.CLASSIC);
    await counter.rpc.schedule(60_000);
    await scope[Symbol.asyncDispose]();
    const left = await counter.inside(async (_instance, state) => ({
      alarm: await state.storage.getAlarm(),
      sockets: state.getWebSockets().length,
    }));
    expect(left).toEqual({ alarm: null, sockets: 0 });
    expect(await counter.rpc.closes()).toEqual(["1000 test ended", "1000 test ended"]);
    for (const client of [...clients, classic])
      expect(() => client.send("x")).toThrow("found it closed");
  });

  test("runs what was deferred, last first, and goes on when one throws", async () => {
    const scope = openScope();
    const order: string[] = [];
    scope.defer(() => order.push("first"));
    scope.defer(() => {
      order.push("second");
      throw new RangeError("second failed");
    });
    scope.defer(async () => order.push("third"));
    await expect(scope[Symbol.asyncDispose]()).rejects.toThrow("second failed");
    expect(order).toEqual(["third", "second", "first"]);
  });

  test("names what nobody awaited, and its line", async () => {
    const scope = openScope();
    const client = await scope.connect(env.ECHO, { name: "alice" });
    // oxlint-disable-next-line typescript/no-floating-promises -- the mistake under test
    client.receive("never");
    await expect(scope[Symbol.asyncDispose]()).rejects.toMatchObject({
      code: "leak",
      message:
        'Could not end the test cleanly: found nobody awaiting receive "never" on socket "alice", expected an await in front of it.',
      stack: expect.stringMatching(/^[^\n]*\n[^\n]*scope\.test\.ts/),
    });
  });

  test("says nothing of a wait that lost a race", async () => {
    await using scope = openScope();
    const client = await scope.connect(env.ECHO);
    client.send("a");
    expect(await Promise.race([client.receive("a"), client.receive("b")])).toBe("a");
  });

  test("names a socket whose actor never handled the close", async () => {
    const scope = openScope({ deadlineMs: 50 });
    const counter = scope.actor(env.COUNTER);
    await scope.connect(counter, { name: "alice" });
    await counter.inside((instance) => {
      // Own properties come before the class, so this actor hangs.
      Object.assign(instance, { webSocketClose: () => new Promise(() => {}) });
    });
    await expect(scope[Symbol.asyncDispose]()).rejects.toThrow(
      /Could not close socket "alice": found the actor busy with webSocketClose within 50 ms, expected the actor to handle the close frame\.\n- Could not end the test cleanly: found webSocketClose of CounterActor "[^"]+" still in flight, expected it to end\./,
    );
  });
});
