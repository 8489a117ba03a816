import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type ActorHandle, expect, openScope, test } from "footlights/harness";
import type { PinnedActor } from "./actors/pinned.ts";

type Pinned = ActorHandle<PinnedActor>;

/** What pins an actor, and how the failure names it. */
const pins: readonly (readonly [
  what: string,
  pin: (actor: Pinned) => Promise<void>,
  named: string,
])[] = [
  [
    "a timer",
    (it) => it.rpc.setTimer(60_000),
    "setTimeout 60000 ms at test/harness/actors/pinned.ts:21:5",
  ],
  [
    "an interval",
    (it) => it.rpc.startHeartbeat(),
    "setInterval 30000 ms at test/harness/actors/pinned.ts:25:5",
  ],
  [
    "an outgoing socket",
    (it) => it.rpc.connectOut(),
    "a socket accepted the classic way at test/harness/actors/pinned.ts:45:",
  ],
];

describe("evict and expectHibernatable", () => {
  test.for(pins)(
    "name %s that keeps an actor in memory, at once",
    async ([, pin, named], { scope }) => {
      const actor = scope.actor(env.PINNED);
      await pin(actor);
      const began = performance.now();
      const why = "found what keeps it in memory, expected nothing.";
      await expect(actor.evict()).rejects.toThrow(
        `Could not evict PinnedActor "${scope.id}": ${why}`,
      );
      await expect(actor.evict()).rejects.toThrow(named);
      await expect(actor.expectHibernatable()).rejects.toThrow(
        `Could not hibernate PinnedActor "${scope.id}": ${why}`,
      );
      // The runtime would wait for half a minute.
      expect(performance.now() - began).toBeLessThan(15_000);
      await actor.restart();
      await actor.expectHibernatable();
      await actor.evict();
    },
  );

  test("name a classic socket", async ({ scope }) => {
    const actor = scope.actor(env.PINNED);
    const client = await scope.connect(actor);
    await expect(actor.evict()).rejects.toThrow(
      /a socket accepted the classic way at test\/harness\/actors\/pinned\.ts:16:\d+$/,
    );
    await client.close();
    await actor.evict();
  });

  test("name a timer that the constructor set", async ({ scope }) => {
    const actor = scope.actor(env.PINNED, "timer-in-constructor");
    await actor.rpc.setTimer(0);
    await expect(actor.expectHibernatable()).rejects.toThrow("pinned.ts:11:");
    await actor.crash();
  });

  test("wait for work in flight and for timers that are about to fire", async ({ scope }) => {
    const actor = scope.actor(env.PINNED);
    await actor.rpc.workFor(60);
    await actor.evict();
    await actor.rpc.callFor(60);
    await actor.evict();
    await actor.rpc.setTimer(60);
    await actor.expectHibernatable();
    await actor.evict();
  });

  test("name work that does not end in time", async ({ scope }) => {
    const actor = scope.actor(env.PINNED);
    await actor.rpc.callFor(60_000);
    await expect(actor.evict({ deadlineMs: 30 })).rejects.toThrow(
      /\n {2}call actor "[^"]+-other"\.take at test\/harness\/actors\/pinned\.ts:34:/,
    );
    await actor.crash();
    await scope.actor(env.PINNED, "other").crash();
  });
});

describe("an actor that lets nobody in", () => {
  test("crashes all the same", async ({ scope }) => {
    const actor = scope.actor(env.LINKED);
    await actor.rpc.blockForGood();
    const waiting = expect(actor.rpc.heard()).rejects.toThrow("power cut");
    await actor.crash({ reason: "power cut" });
    await waiting;
    expect(await actor.rpc.heard()).toEqual([]);
  });

  test("is told of at the end of the test, at once", async () => {
    const scope = openScope({ deadlineMs: 50 });
    const actor = scope.actor(env.LINKED);
    await actor.rpc.blockForGood();
    const began = performance.now();
    await expect(scope[Symbol.asyncDispose]()).rejects.toMatchObject({
      code: "leak",
      message: `Could not end the test cleanly: found blockConcurrencyWhile of LinkedActor "${actor.name}" still in flight, expected it to end.`,
      stack: expect.stringMatching(/^[^\n]*\n[^\n]*linked\.ts/),
    });
    // The runtime itself would let it be for 30 s.
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe("expectTerminated", () => {
  test("resolves when the actor has aborted itself", async ({ scope }) => {
    const actor = scope.actor(env.PINNED);
    await actor.rpc.abortLater();
    await actor.expectTerminated();
    await actor.rpc.setTimer(0);
  });

  test("says that it is alive", async ({ scope }) => {
    const actor = scope.actor(env.PINNED);
    await actor.rpc.setTimer(0);
    await expect(actor.expectTerminated({ deadlineMs: 20 })).rejects.toThrow(
      `Could not see PinnedActor "${scope.id}" terminated: found it alive within 20 ms, expected it to be aborted or evicted.`,
    );
  });
});

describe("fireAlarm", () => {
  test("sets a failing alarm again, as the runtime does, and counts", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    await counter.rpc.failNextAlarms(2);
    await counter.rpc.schedule(60_000);
    for (const retryCount of [0, 1]) {
      const began = Date.now();
      await expect(counter.fireAlarm()).rejects.toThrow("alarm failed");
      const again = await counter.inside((_instance, state) => state.storage.getAlarm());
      expect(again).toBeGreaterThanOrEqual(began + 2000 * 2 ** retryCount);
    }
    await counter.fireAlarm();
    const alarms = await counter.rpc.alarms();
    expect(alarms.map(({ retryCount }) => retryCount)).toEqual([0, 1, 2]);
    expect(await counter.inside((_instance, state) => state.storage.getAlarm())).toBeNull();
  });
});
