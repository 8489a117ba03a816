import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type CrashOptions, expect, openScope, test } from "footlights/harness";

describe("crash points", () => {
  test("afterNextWrite keeps what was written and loses the reply", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    await counter.rpc.increment();
    const crashed = counter.crash({ at: "afterNextWrite" });
    await expect(counter.rpc.increment()).rejects.toThrow("footlights: crashed by the test");
    await crashed;
    expect([await counter.rpc.stored(), await counter.rpc.sinceConstruction()]).toEqual([2, 0]);
  });

  test("beforeNextReply keeps what was written and loses the reply", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const crashed = counter.crash({ at: "beforeNextReply" });
    await expect(counter.rpc.increment()).rejects.toThrow("footlights: crashed by the test");
    await crashed;
    expect([await counter.rpc.stored(), await counter.rpc.sinceConstruction()]).toEqual([1, 0]);
  });

  test("beforeNextReply counts a frame as a reply", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    const crashed = counter.crash({ at: "beforeNextReply" });
    client.send("count");
    await client.expectClosed({ code: 1006 });
    await crashed;
  });

  test("every step of an operation can be made to crash", async ({ scope }) => {
    const probe = scope.actor(env.COUNTER, "probe");
    await probe.rpc.increment();
    expect(probe.steps).toBeGreaterThanOrEqual(2);
    const stored: number[] = [];
    for (let step = 1; step <= probe.steps; step += 1) {
      const counter = scope.actor(env.COUNTER, `step-${step}`);
      counter.inject({ step }, { crash: "before" }, { optional: true });
      await counter.rpc.increment().catch(() => {});
      stored.push(await counter.rpc.stored());
    }
    expect(stored.slice(0, 2)).toEqual([0, 0]);
    expect(stored.at(-1)).toBe(1);
  });
});

/** What the runtime gives a caller whose call was in flight. */
const reset = (message: string): object => ({ message, durableObjectReset: true });

describe("the reason of a crash", () => {
  const told: readonly (readonly [reason: string | undefined, told: string])[] = [
    [undefined, "footlights: crashed by the test"],
    ["power cut", "power cut"],
  ];

  test.for(told)("is what a call in flight is told now: %s", async ([reason, text], { scope }) => {
    const actor = scope.actor(env.PINNED);
    const call = actor.rpc.take(60_000);
    const failing = expect(call).rejects.toMatchObject(reset(text));
    await scope.eventually(() => expect(actor.steps).toBeGreaterThan(0));
    await actor.crash(reason === undefined ? {} : { reason });
    await failing;
  });

  const points: readonly CrashOptions["at"][] = ["afterNextWrite", "beforeNextReply"];

  test.for(points.flatMap((at) => told.map(([reason, text]) => ({ at, reason, text }))))(
    "is what a call in flight is told $at: $reason",
    async ({ at, reason, text }, { scope }) => {
      const options = { ...(at && { at }), ...(reason && { reason }) };
      const [counter, ledger] = [scope.actor(env.COUNTER), scope.actor(env.LEDGER)];
      const crashed = counter.crash(options);
      await expect(counter.rpc.increment()).rejects.toMatchObject(reset(text));
      await crashed;
      // Its write gives its result at once.
      await ledger.rpc.balance();
      const crashedToo = ledger.crash(options);
      await expect(ledger.rpc.book(1)).rejects.toMatchObject(reset(text));
      await crashedToo;
    },
  );

  test.for(["before", "after", "unsaved"] as const)(
    "is what a call in flight is told by a fault that crashes %s a write",
    async (crash, { scope }) => {
      const counter = scope.actor(env.COUNTER);
      counter.inject({ storage: "put" }, { crash, reason: "power cut" });
      await expect(counter.rpc.increment()).rejects.toMatchObject(reset("power cut"));
    },
  );

  test("is none that a client is told", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    await counter.crash({ reason: "power cut" });
    await client.expectClosed({ code: 1006, reason: /without sending Close frame/ });
  });
});

test("a point that is not reached is told once, by the crash itself", async () => {
  const scope = openScope({ deadlineMs: 20 });
  const counter = scope.actor(env.COUNTER);
  await expect(counter.crash({ at: "afterNextWrite" })).rejects.toThrow(
    `Could not see the fault on storage write of actor "${counter.name}" fire: found no operation that it changes within 20 ms, expected one.`,
  );
  await scope[Symbol.asyncDispose]();
});

test("an alarm that was lost with the instance that set it is not waited for", async ({
  scope,
}) => {
  const counter = scope.actor(env.COUNTER);
  const dying = counter.inside((_instance, state) => {
    void state.storage.setAlarm(Date.now() + 20);
    state.abort("power cut");
  });
  await expect(dying).rejects.toThrow("power cut");
  const began = performance.now();
  await scope.settle({ deadlineMs: 60_000 });
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(await counter.rpc.alarms()).toEqual([]);
});

test("an alarm that an instance had set for good before it crashed is waited for", async ({
  scope,
}) => {
  const counter = scope.actor(env.COUNTER);
  await counter.rpc.schedule(50);
  await counter.crash();
  await scope.settle();
  expect(await counter.inside((instance) => instance.alarms().length)).toBe(1);
});
