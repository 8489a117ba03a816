import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";
import type { Script } from "../actors/scripted.ts";

const MEGABYTE = 1024 * 1024;
const LIMIT_MB = 50;
const BATCH = 10_000;

/** Opens a meter of the heap that actors and tests share, in megabytes: what is in use, and what is not yet collected. */
async function openHeapMeter(): Promise<() => Promise<number>> {
  // Found only where the configuration asks for it. Its `HeapProfiler.collectGarbage` never answers (workerd 1.20261102.1).
  const { Session } = await import("node:inspector/promises");
  const session = new Session();
  session.connect();
  return async () => {
    const { usedSize, backingStorageSize } = await session.post("Runtime.getHeapUsage");
    return (usedSize + backingStorageSize) / MEGABYTE;
  };
}

/** Gives a message that makes the actor send a batch of frames of 100 characters. */
function askForBatch(): Script {
  const message = { type: "tick", text: "x".repeat(75) };
  return { do: "say", messages: Array.from({ length: BATCH }, () => message) };
}

test.for([
  { frames: 1_000_000, keeps: false },
  // The meter is not blind: what it says of half of the frames, kept.
  { frames: 500_000, keeps: true },
])("the heap after $frames frames, kept: $keeps", { timeout: 300_000 }, async (run, { scope }) => {
  const client = await scope.connect<string, Script>(env.SCRIPTED);
  if (!run.keeps) client.ignore();
  const ask = askForBatch();
  const read = await openHeapMeter();
  const readings = [await read()];
  for (let sent = 0; sent < run.frames; sent += BATCH) {
    client.send(ask);
    // What the batch left behind is there now, and what it made in passing may be.
    await client.expectNoMessage("never");
    readings.push(await read());
  }
  const [before = 0] = readings;
  // The lowest of many readings is the one right after a collection.
  const growth = Math.min(...readings.slice(-readings.length / 4)) - before;
  const most = Math.max(...readings) - before;
  console.log(
    `${run.frames} frames seen, ${client.messages.length} kept: the heap grew by ${growth.toFixed(1)} MB ` +
      `(${most.toFixed(1)} MB with garbage)`,
  );
  expect(growth < LIMIT_MB).toBe(!run.keeps);
});
