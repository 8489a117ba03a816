import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, openScope, test } from "footlights/harness";

describe("within", () => {
  test("gives what the block returns", async ({ scope }) => {
    expect(await scope.within(1000, () => 3)).toBe(3);
    expect(await scope.within(1000, async () => 4)).toBe(4);
  });

  test("is shared by the waits inside", async ({ scope }) => {
    const client = await scope.connect(env.ECHO, { name: "alice" });
    const began = performance.now();
    const block = scope.within(60, async () => {
      await client.receive("first", { deadlineMs: 40 }).catch(() => {});
      await client.receive("second", { deadlineMs: 60_000 });
    });
    await expect(block).rejects.toThrow(
      /Could not receive "second" on socket "alice": found nothing that matches within the 60 ms of the block/,
    );
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  test("takes the earliest deadline of nested blocks", async ({ scope }) => {
    const client = await scope.connect(env.ECHO);
    const nested = scope.within(30, () => scope.within(10_000, () => client.receive("never")));
    await expect(nested).rejects.toThrow("found nothing that matches within");
    const inner = scope.within(10_000, () => scope.within(30, () => client.receive("never")));
    await expect(inner).rejects.toThrow("found nothing that matches within");
  });

  test("keeps blocks that run side by side apart", async ({ scope }) => {
    const client = await scope.connect(env.ECHO);
    const long = scope.within(5000, async () => {
      await scheduler.wait(1);
      return client.receive("late");
    });
    const short = scope.within(20, () => client.receive("never"));
    await expect(short).rejects.toThrow("within the 20 ms of the block");
    client.send("late");
    expect(await long).toBe("late");
  });

  test("ends a block that waits for something else", async ({ scope }) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    await expect(scope.within(20, () => promise)).rejects.toThrow(
      "Could not finish the block within 20 ms: found it still running, expected its end.",
    );
    resolve();
  });
});

describe("eventually", () => {
  test("tries until the block succeeds", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    client.send("x");
    await counter.rpc.increment(3);
    const stored = await scope.eventually(async () => {
      const value = await counter.rpc.stored();
      expect(value).toBe(3);
      return value;
    });
    expect(stored).toBe(3);
  });

  test("keeps the last failure", async ({ scope }) => {
    const failing = scope.eventually(() => expect(1).toBe(2), { deadlineMs: 30 });
    await expect(failing).rejects.toThrow(
      /^Could not see the block succeed within 30 ms: found it failing \d+ times, the last time with:\n {2}expected 1 to be 2/,
    );
    await expect(failing).rejects.toMatchObject({
      code: "deadline",
      cause: { name: "AssertionError" },
    });
  });
});

const never = (): never => expect.fail("not yet");

describe("deadlines", () => {
  test("default to two seconds, times the factor", async () => {
    await using scope = openScope({ deadlineMs: 10, timeFactor: 3 });
    // No socket: it would have to close in this time too.
    await expect(scope.eventually(never)).rejects.toThrow("within 30 ms");
    await expect(scope.eventually(never, { deadlineMs: 20 })).rejects.toThrow("within 60 ms");
  });
});
