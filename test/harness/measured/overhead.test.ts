import { env } from "cloudflare:workers";
import { expect, openScope, test } from "footlights/harness";

const ROUNDS = 20;
const CALLS = 150;

/** Gives the milliseconds that a typical piece of a suite takes: calls with storage, then echoes. */
async function runSample(name: string): Promise<number> {
  const began = performance.now();
  const stub = env.COUNTER.getByName(name);
  for (let call = 0; call < CALLS; call += 1) await stub.increment();
  return performance.now() - began;
}

function median(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
}

test("what watching an actor costs", { timeout: 300_000 }, async () => {
  const watched: number[] = [];
  const unwatched: number[] = [];
  await using warm = openScope();
  await warm.actor(env.COUNTER).rpc.increment();
  for (let round = 0; round < ROUNDS; round += 1) {
    await using scope = openScope();
    const name = scope.actor(env.COUNTER).name ?? "";
    // Whichever comes first in a round finds the machine in another state.
    const isFirst = round % 2 === 0;
    if (isFirst) watched.push(await runSample(name));
    unwatched.push(await runSample(`unwatched-${round}`));
    if (!isFirst) watched.push(await runSample(name));
  }
  const [withWatching, without] = [median(watched), median(unwatched)];
  const percent = ((withWatching / without - 1) * 100).toFixed(1);
  console.log(
    `watched ${withWatching} ms, unwatched ${without} ms per ${CALLS} calls: ${percent} %`,
  );
  expect(withWatching).toBeLessThan(without * 1.5);
});
