import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { DurableObject, env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";

/** Opens a raw socket; the actor of that name greets before the connection is open. */
async function open(name: string): Promise<WebSocket> {
  const headers = { Upgrade: "websocket" };
  const response = await env.ECHO.getByName(name).fetch("http://echo.test/?greet", { headers });
  if (response.webSocket === null) throw new Error("The actor gave no socket.");
  return response.webSocket;
}

/**
 * What the harness relies on or works around, seen with workerd 1.20261102.1 (compatibility date 2026-10-01),
 * @cloudflare/vitest-plugin 1.5.0 and vitest 5.0.5. A test that fails here says which part of it to look at.
 */
describe("workerd 1.20261102.1", () => {
  test("loses frames that come before a listener is attached to an accepted socket", async () => {
    const heard: unknown[] = [];
    const deaf = await open("deaf");
    deaf.accept();
    await scheduler.wait(20);
    deaf.addEventListener("message", ({ data }) => heard.push(data));
    await scheduler.wait(20);
    expect(heard).toEqual([]);
    deaf.close();
  });

  test("never answers the close frame of a hibernatable socket's client", async () => {
    const socket = await open("half-open");
    const closes: unknown[] = [];
    socket.addEventListener("close", (event) => closes.push(event.code));
    socket.accept();
    socket.close(1000, "bye");
    await scheduler.wait(50);
    expect([closes, socket.readyState]).toEqual([[], WebSocket.READY_STATE_CLOSING]);
  });

  test("ends a socket with 1006 when its actor aborts, and leaves it in state 2", async () => {
    const socket = await open("aborted");
    const closed = Promise.withResolvers<number>();
    socket.addEventListener("close", (event) => closed.resolve(event.code));
    socket.accept();
    const stub = env.ECHO.getByName("aborted");
    await runInDurableObject(stub, (_instance, state) => state.abort("now")).catch(() => {});
    expect([await closed.promise, socket.readyState]).toEqual([1006, 2]);
  });

  test("lets a test wait for a promise that an actor makes and resolves", async () => {
    const stub = env.COUNTER.getByName("signals");
    const box: { promise?: Promise<string> } = {};
    await runInDurableObject(stub, () => {
      const { promise, resolve } = Promise.withResolvers<string>();
      box.promise = promise;
      setTimeout(() => resolve("from the actor"), 5);
    });
    expect(await box.promise).toBe("from the actor");
    expect(await stub.sinceConstruction()).toBe(0);
  });

  test("lets an actor wait for a promise that the test makes and resolves", async () => {
    const stub = env.COUNTER.getByName("gates");
    const gate = Promise.withResolvers<number>();
    const stored = runInDurableObject(stub, async (instance) =>
      instance.increment(await gate.promise),
    );
    await scheduler.wait(5);
    gate.resolve(7);
    expect(await stored).toBe(7);
  });

  test("puts a class between an actor's and its own at run time", () => {
    class Observed extends DurableObject {}
    class Base {
      readonly made = true;
    }
    class Late extends Base {}
    Object.setPrototypeOf(Late, Observed);
    expect(Object.getPrototypeOf(Late)).toBe(Observed);
    // `super()` asks for the parent when it runs: the runtime's class refuses the state that is missing here.
    expect(() => new Late()).toThrow("DurableObject");
  });
});

describe("@cloudflare/vitest-plugin 1.5.0", () => {
  test("runs an alarm without telling it anything, and forgets one that throws", async () => {
    const stub = env.COUNTER.getByName("alarms");
    await stub.schedule(60_000);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await stub.alarms()).toEqual([undefined]);
    await stub.schedule(60_000);
    await stub.failNextAlarms(1);
    await expect(runDurableObjectAlarm(stub)).rejects.toThrow("alarm failed");
    expect(await runDurableObjectAlarm(stub)).toBe(false);
  });

  test("shares one isolate between tests and actors", async () => {
    const stub = env.COUNTER.getByName("isolate");
    const shared = { touched: false };
    await runInDurableObject(stub, () => {
      shared.touched = true;
    });
    expect(shared.touched).toBe(true);
  });
});
