import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Scope, expect, test } from "footlights/harness";
import { type Tick, ticks } from "./actors/clocked.ts";

const NOON = Date.UTC(2030, 0, 1, 12);
const MINUTE = 60_000;

/** What the scope's actors did, with times from noon in milliseconds. */
function ticksOf(scope: Scope): readonly (readonly [actor: string, what: string, at: number])[] {
  const own = ({ actor }: Tick): boolean => actor.startsWith(scope.id);
  return ticks
    .filter(own)
    .map(({ actor, what, at }) => [actor.slice(scope.id.length + 1), what, at - NOON]);
}

describe("a frozen clock", () => {
  test("is what the actor's Date and performance.now say, and nobody else's", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const [frozen, other] = [scope.actor(env.CLOCKED), scope.actor(env.CLOCKED, "other")];
    const [now, date, monotonic, constructedAt] = await frozen.rpc.now();
    expect([now, date, constructedAt]).toEqual([NOON, NOON, NOON]);
    await scope.clock.advance(1500);
    const [later, , laterMonotonic] = await frozen.rpc.now();
    expect([later, (laterMonotonic ?? 0) - (monotonic ?? 0)]).toEqual([NOON + 1500, 1500]);
    expect((await other.rpc.now())[0]).toBe(NOON + 1500);
    expect(scope.clock.now).toBe(NOON + 1500);
    expect(Date.now()).toBeLessThan(NOON);
    expect(new Date()).toBeInstanceOf(Date);
  });

  test("holds timers back until time goes on", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED, "a");
    await actor.rpc.later("soon", 10);
    await scope.settle();
    expect(ticksOf(scope)).toEqual([]);
    await scope.clock.advance(9);
    expect(ticksOf(scope)).toEqual([]);
    await scope.clock.advance(1);
    expect(ticksOf(scope)).toEqual([["a", "soon", 10]]);
  });

  test("takes over timers and alarms that were set before", async ({ scope }) => {
    const actor = scope.actor(env.CLOCKED, "a");
    await actor.rpc.later("timer", 2 * MINUTE);
    await actor.rpc.setAlarm(MINUTE);
    await scope.clock.freeze(NOON);
    await scope.clock.advance(3 * MINUTE);
    const [alarm, timer] = ticksOf(scope);
    expect([alarm?.[1], timer?.[1]]).toEqual(["alarm 0", "timer"]);
    expect(timer?.[2]).toBeGreaterThan(alarm?.[2] ?? 0);
  });

  test("works for one actor alone", async ({ scope }) => {
    const [one, two] = [scope.actor(env.CLOCKED, "one"), scope.actor(env.CLOCKED, "two")];
    await one.clock.freeze(NOON);
    await one.rpc.later("one", MINUTE);
    await one.clock.advance(MINUTE);
    expect(ticksOf(scope)).toEqual([["one", "one", MINUTE]]);
    expect((await two.rpc.now())[0]).toBeLessThan(NOON);
  });
});

describe("advance", () => {
  test("runs three actors' timers and alarms by due time, each in its owner, without an hour of waiting", async ({
    scope,
  }) => {
    await scope.clock.freeze(NOON);
    const [a, b, c] = ["a", "b", "c"].map((name) => scope.actor(env.CLOCKED, name));
    await a?.rpc.beat(10 * MINUTE);
    await b?.rpc.later("half past", 30 * MINUTE);
    await b?.rpc.setAlarm(45 * MINUTE);
    await c?.rpc.setAlarm(15 * MINUTE);
    await c?.rpc.chain(3, 18 * MINUTE);
    const began = performance.now();
    await scope.clock.advance(60 * MINUTE);
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(ticksOf(scope).map(([actor, what, at]) => `${at / MINUTE} ${actor} ${what}`)).toEqual([
      "10 a beat",
      "15 c alarm 0",
      "18 c chain 3",
      "20 a beat",
      "30 a beat",
      "30 b half past",
      "36 c chain 2",
      "40 a beat",
      "45 b alarm 0",
      "50 a beat",
      "54 c chain 1",
      "60 a beat",
    ]);
    await a?.rpc.stopBeating();
  });

  test("lets a call that waits go on in its actor", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED);
    const sleeping = Promise.all([actor.rpc.sleep(MINUTE), actor.rpc.sleep(2 * MINUTE)]);
    await scope.clock.advance(5 * MINUTE);
    expect(await sleeping).toEqual([MINUTE, 2 * MINUTE]);
  });

  test("ends what an actor waits for no longer than AbortSignal.timeout says", async ({
    scope,
  }) => {
    const [one, two] = [scope.actor(env.CLOCKED, "one"), scope.actor(env.CLOCKED, "two")];
    await scope.clock.freeze(NOON);
    one.inject({ fetch: "https://slow.test/" }, { hold: true });
    two.inject({ fetch: "https://slow.test/" }, { respond: new Response("fast") });
    const asking = Promise.all([one.rpc.askFor(MINUTE), two.rpc.askFor(MINUTE)]);
    await scope.clock.advance(2 * MINUTE);
    expect(await asking).toEqual([`TimeoutError at ${NOON + MINUTE}`, "answered"]);
  });

  test("leaves an AbortSignal.timeout that was made before on real time", async ({ scope }) => {
    const actor = scope.actor(env.CLOCKED, "a");
    actor.inject({ fetch: "https://slow.test/" }, { hold: true });
    const asking = actor.rpc.askFor(1000);
    await scope.eventually(() => expect(actor.steps).toBeGreaterThan(1));
    await scope.clock.freeze(NOON);
    expect(await asking).toBe(`TimeoutError at ${NOON}`);
  });

  test("reaches an actor that blocks all others out", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED);
    const blocking = actor.rpc.setSlowConstruction();
    await scope.clock.advance(1000);
    expect(await blocking).toBe(1000);
  });

  test("takes no real time where callers wait outside for an actor to let them in", async ({
    scope,
  }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED);
    const blocking = actor.rpc.setSlowConstruction();
    await scope.clock.advance(100);
    const calls = Promise.all([1, 2, 3].map(() => actor.rpc.now()));
    const began = performance.now();
    await scope.clock.advance(500);
    await scope.clock.advance(1000);
    expect(performance.now() - began).toBeLessThan(4500);
    expect(await blocking).toBe(1000);
    expect((await calls).map(([now]) => now)).toEqual([NOON + 1000, NOON + 1000, NOON + 1000]);
  });

  test("takes no real time where a transaction waits", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED);
    const sleeping = actor.rpc.sleepInTransaction(1000);
    const began = performance.now();
    await scope.clock.advance(500);
    await scope.clock.advance(500);
    expect(performance.now() - began).toBeLessThan(4500);
    await sleeping;
  });

  test("lets bodies of requests and answers arrive before time goes on", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED, "a");
    for (const at of [1, 2, 3, 4]) await actor.rpc.consultLater(`other-${at % 2}`, at);
    await scope.clock.advance(4);
    expect(ticksOf(scope)).toEqual([1, 2, 3, 4].map((at) => ["a", "consulted 100000", at]));
  });

  test("loses no time after crashes under way", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED, "a");
    for (let crash = 0; crash < 5; crash += 1) {
      const calls = [1, 2, 3].map(() => actor.rpc.sleep(MINUTE).catch(() => 0));
      await Promise.all([actor.crash(), actor.rpc.now().catch(() => 0)]);
      await actor.rpc.now();
      await scope.clock.advance(2 * MINUTE);
      await Promise.all(calls);
    }
    const began = performance.now();
    await actor.rpc.later("kept", MINUTE);
    await scope.clock.advance(MINUTE);
    expect(performance.now() - began).toBeLessThan(4500);
    expect(ticksOf(scope)).toEqual([["a", "kept", 11 * MINUTE]]);
  });

  test("wakes an evicted actor by its alarm", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED, "a");
    expect(await actor.rpc.setAlarm(MINUTE)).toBe(NOON + MINUTE);
    await actor.evict();
    await scope.clock.advance(MINUTE);
    expect(ticksOf(scope)).toEqual([["a", "alarm 0", MINUTE]]);
    expect((await actor.rpc.now())[3]).toBe(NOON + MINUTE);
  });

  test("retries a failing alarm with the runtime's backoff", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED, "a");
    await actor.rpc.setAlarm(0, 3);
    await scope.clock.advance(MINUTE);
    expect(ticksOf(scope)).toEqual([
      ["a", "alarm 0", 0],
      ["a", "alarm 1", 2000],
      ["a", "alarm 2", 6000],
      ["a", "alarm 3", 14_000],
    ]);
  });

  test("forgets the timers of an instance that is gone", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED, "a");
    await actor.rpc.later("lost", MINUTE);
    await actor.crash();
    await actor.rpc.later("kept", 2 * MINUTE);
    await scope.clock.advance(5 * MINUTE);
    expect(ticksOf(scope)).toEqual([["a", "kept", 2 * MINUTE]]);
  });

  test("sets more timers at once than there are promises for", async ({ scope }) => {
    await scope.clock.freeze(NOON);
    const actor = scope.actor(env.CLOCKED, "a");
    await actor.inside((instance) => {
      for (let index = 0; index < 140; index += 1) instance.later(`${index}`, index);
    });
    await scope.clock.advance(140);
    expect(ticksOf(scope).map(([, what]) => what)).toEqual(
      Array.from({ length: 140 }, (_, it) => `${it}`),
    );
  });
});

test("advanceToNext goes from one thing to the next", async ({ scope }) => {
  await scope.clock.freeze(NOON);
  const actor = scope.actor(env.CLOCKED, "a");
  await actor.rpc.later("first", 250);
  await actor.rpc.later("second", 1000);
  expect([await scope.clock.advanceToNext(), ticksOf(scope).length]).toEqual([250, 1]);
  expect([await scope.clock.advanceToNext(), ticksOf(scope).length]).toEqual([750, 2]);
  expect(await scope.clock.advanceToNext()).toBe(0);
});
