import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { expect, test } from "footlights/harness";

const RUNS = 200;

/** Gives the value below which this share of the samples lies. */
function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Prints what was measured and, on an idle machine, wanted. The runtime's clock has steps of one millisecond. */
function report(what: string, samples: readonly number[], wanted: string): void {
  const figures = [0.5, 0.95].map(
    (share) => `p${share * 100} ${percentile(samples, share).toFixed(1)} ms`,
  );
  console.log(`${what}: ${figures.join(", ")} (${samples.length} runs; ${wanted})`);
}

test("wake-up after a message, beside vi.waitFor", { timeout: 120_000 }, async ({ scope }) => {
  const client = await scope.connect<string>(env.ECHO);
  const arrivals: number[] = [];
  // Called for each frame as it arrives.
  client.collect(() => arrivals.push(performance.now()) > 0);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    client.send("x");
    await client.receive();
    ours.push(performance.now() - (arrivals.at(-1) ?? 0));
    client.send("x");
    await vi.waitFor(() => expect(client.messages).toHaveLength(1));
    theirs.push(performance.now() - (arrivals.at(-1) ?? 0));
    client.flush();
  }
  report("receive wakes up after the message", ours, "wanted p50 under 1 ms, p95 under 3 ms");
  report("vi.waitFor, in the same run", theirs, "to compare");
  expect(percentile(ours, 0.5)).toBeLessThanOrEqual(1);
});

test("expectNoMessage on an idle actor", { timeout: 120_000 }, async ({ scope }) => {
  const client = await scope.connect<string>(env.ECHO);
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    client.send("x");
    await client.receive();
    const began = performance.now();
    await client.expectNoMessage();
    samples.push(performance.now() - began);
  }
  report("expectNoMessage on an idle actor", samples, "wanted p50 of at most 10 ms");
  expect(percentile(samples, 0.5)).toBeLessThanOrEqual(10);
});

test("evict of an actor with a pending timer", { timeout: 120_000 }, async ({ scope }) => {
  const actor = scope.actor(env.PINNED);
  await actor.rpc.setTimer(60_000);
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    await expect(actor.evict()).rejects.toThrow("setTimeout 60000 ms at ");
    samples.push(performance.now() - began);
  }
  report("evict that names a pending timer", samples, "wanted under 500 ms");
  await actor.restart();
});

test("an hour of three actors' timers and alarms", { timeout: 120_000 }, async ({ scope }) => {
  const minute = 60_000;
  await scope.clock.freeze(Date.UTC(2030, 0, 1));
  const actors = ["a", "b", "c"].map((name) => scope.actor(env.CLOCKED, name));
  const samples: number[] = [];
  for (let run = 0; run < 20; run += 1) {
    for (const [index, { rpc }] of actors.entries()) {
      await rpc.chain(3, (15 + index) * minute);
      await rpc.setAlarm(20 * minute);
    }
    const began = performance.now();
    await scope.clock.advance(60 * minute);
    samples.push(performance.now() - began);
  }
  report("an hour of virtual time, three actors", samples, "wanted under 1000 ms");
});

test("frames of an actor that greets in fetch", { timeout: 300_000 }, async ({ scope }) => {
  let greeted = 0;
  for (let batch = 0; batch < 100; batch += 1) {
    const connects = Array.from({ length: 100 }, async (_, index) => {
      const client = await scope.connect<string>(env.ECHO, { path: "/?greet", name: `a${index}` });
      await scheduler.wait(0);
      greeted += Number(
        client.messages.includes("hello") || (await client.receive("hello")) === "hello",
      );
      await client.close();
    });
    await Promise.all(connects);
  }
  console.log(`greetings lost: ${10_000 - greeted} of 10000 connects (wanted 0)`);
  expect(greeted).toBe(10_000);
});
