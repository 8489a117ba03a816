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
