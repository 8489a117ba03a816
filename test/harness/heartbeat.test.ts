import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Scope, expect, test } from "footlights/harness";
import type { Heart } from "./actors/beating.ts";

const hearts: readonly Heart[] = ["interval", "timer", "loop", "alarm"];
// Far away, so that a wait that ends before it has not waited for it.
const deadlineMs = 20_000;

async function open(scope: Scope, heart: Heart, ms: number) {
  const actor = scope.actor(env.BEATING);
  const client = await scope.connect<string, string>(actor);
  await actor.rpc.start(heart, ms);
  return { actor, client };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

describe.each(hearts)("an actor whose heart is a %s", (heart) => {
  test("counts as at rest between its beats", async ({ scope }) => {
    const { actor, client } = await open(scope, heart, 60);
    expect(await timed(() => client.expectNoMessage(undefined, { deadlineMs }))).toBeLessThan(
      15_000,
    );
    // From then on it is known for one.
    expect(await timed(() => client.expectNoMessage(undefined, { deadlineMs }))).toBeLessThan(
      15_000,
    );
    await actor.rpc.stop();
  });

  test("is heard when it sends at its next beat what came before", async ({ scope }) => {
    const { actor, client } = await open(scope, heart, 60);
    await scope.settle({ deadlineMs });
    client.send("hello");
    await expect(client.expectNoMessage(undefined, { deadlineMs })).rejects.toThrow('"hello"');
    await actor.rpc.stop();
  });

  test("is not waited for when its next beat is later than the deadline", async ({ scope }) => {
    const { actor, client } = await open(scope, heart, 30_000);
    expect(await timed(() => client.expectNoMessage())).toBeLessThan(1500);
    if (heart !== "alarm") await actor.crash();
  });
});

test("an alarm that comes once is waited for until it comes", async ({ scope }) => {
  const { actor, client } = await open(scope, "alarm", 900);
  await actor.rpc.stop();
  client.send("from the alarm");
  await expect(client.expectNoMessage(undefined, { deadlineMs })).rejects.toThrow(
    '"from the alarm"',
  );
});
