import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";

describe("an actor handle", () => {
  test("names actors after the scope and its own base", async ({ scope }) => {
    expect(scope.actor(env.COUNTER).name).toBe(scope.id);
    expect(scope.actor(env.COUNTER, "main").name).toBe(`${scope.id}-main`);
    expect(scope.actor(env.COUNTER, "main").id.equals(scope.actor(env.COUNTER, "main").id)).toBe(
      true,
    );
  });

  test("gives real promises, so that a rejection can be expected", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const failing = counter.rpc.fail("nope");
    expect(failing).toBeInstanceOf(Promise);
    await expect(failing).rejects.toThrow("nope");
  });

  test("keeps the order of calls", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const calls = [1, 2, 3, 4, 5, 6, 7, 8];
    const noted = await Promise.all(calls.map((call) => counter.rpc.note(call)));
    expect(noted.at(-1)).toEqual(calls);
  });

  test("fetches with a path alone", async ({ scope }) => {
    const response = await scope.actor(env.ECHO).fetch("/rooms");
    expect(response.status).toBe(426);
  });

  test("runs code inside", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    await counter.inside((_instance, state) => state.storage.put("count", 40));
    expect(await counter.rpc.increment(2)).toBe(42);
    const thrown = counter.inside(() => {
      throw new RangeError("inside");
    });
    await expect(thrown).rejects.toThrow("inside");
  });
});

describe("evict, restart and crash", () => {
  test("evict drops memory and keeps storage and hibernatable sockets", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    await counter.rpc.increment(5);
    await counter.evict();
    expect(await counter.rpc.sinceConstruction()).toBe(0);
    expect(await counter.rpc.stored()).toBe(5);
    client.send("count");
    expect(await client.receive()).toBe("5");
  });

  test("evict does nothing to an actor that is not running", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    await counter.evict();
    await counter.rpc.increment();
    await counter.evict();
    await counter.evict();
  });

  test("restart drops memory and sockets and constructs the actor", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    await counter.rpc.increment(5);
    await counter.restart();
    await client.expectClosed({ code: 1006 });
    expect(await counter.rpc.sinceConstruction()).toBe(0);
    expect(await counter.rpc.stored()).toBe(5);
  });

  test("crash loses memory, breaks sockets off and leaves the handle usable", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    await counter.rpc.increment(5);
    await counter.crash({ reason: "power cut" });
    await client.expectClosed({ code: 1006, clean: false });
    expect(await counter.rpc.sinceConstruction()).toBe(0);
    expect(await counter.rpc.stored()).toBe(5);
  });

  test("crash loses what the same turn has written", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    await counter.rpc.increment();
    const dying = counter.inside((_instance, state) => {
      void state.storage.put("count", 99);
      state.abort("now");
    });
    await expect(dying).rejects.toThrow("now");
    expect(await counter.rpc.stored()).toBe(1);
  });
});

describe("fireAlarm", () => {
  test("runs the alarm that is set, with the runtime's argument, and clears it", async ({
    scope,
  }) => {
    const counter = scope.actor(env.COUNTER);
    await counter.rpc.schedule(60_000);
    await counter.fireAlarm({ retryCount: 2 });
    const [info] = await counter.rpc.alarms();
    expect(info).toMatchObject({ retryCount: 2, isRetry: true });
    expect(info?.scheduledTime).toBeGreaterThan(Date.now() + 30_000);
    expect(await counter.inside((_instance, state) => state.storage.getAlarm())).toBeNull();
  });

  test("says that none is set", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    await expect(counter.fireAlarm()).rejects.toThrow(
      `Could not fire the alarm of CounterActor "${counter.name}": found none set, expected one.`,
    );
  });

  test("says that there is no handler", async ({ scope }) => {
    const room = scope.actor(env.ECHO);
    await room.inside((_instance, state) => state.storage.setAlarm(Date.now() + 60_000));
    await expect(room.fireAlarm()).rejects.toThrow(
      `Could not fire the alarm of EchoActor "${room.name}": found no alarm() method, expected one.`,
    );
  });
});
