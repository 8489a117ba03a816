import { env } from "cloudflare:workers";
import { expect, inject, test } from "vitest";

const ROUNDS = 100;
const WARM_UP = 20;
const LIMIT = 1.05;

declare module "vitest" {
  interface ProvidedContext {
    /** Answers with the milliseconds of CPU time that the run has taken so far: test/bench/cpu-meter.ts. */
    readonly cpuMeter: string;
  }
}

type Find = <Instance extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<Instance>,
  base?: string,
) => DurableObjectStub<Instance>;

/** Opens a socket, as suites do that have no harness. */
async function open(stub: DurableObjectStub<Rpc.DurableObjectBranded>): Promise<WebSocket> {
  const headers = { Upgrade: "websocket" };
  const { webSocket } = await stub.fetch("http://actor.test/", { headers });
  if (webSocket === null) throw new Error("The actor gave no socket.");
  webSocket.accept();
  return webSocket;
}

async function echo(socket: WebSocket, text: string): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  socket.addEventListener("message", ({ data }) => resolve(data), { once: true });
  socket.send(text);
  return promise;
}

/** Does what the tests of an ordinary suite do: keys, SQL, calls between actors, a socket, timers; on fresh actors. */
async function runSuite(find: Find): Promise<void> {
  const counter = find(env.COUNTER);
  for (let call = 1; call <= 10; call += 1) expect(await counter.increment()).toBe(call);
  await Promise.all(Array.from({ length: 10 }, () => counter.increment()));

  const [alice, bob] = [find(env.LEDGER, "alice"), find(env.LEDGER, "bob")];
  for (let call = 1; call <= 10; call += 1) await alice.book(call);
  for (let call = 1; call <= 5; call += 1) await alice.pay(bob.name ?? "", 1);
  expect(await bob.balance()).toBe(5);

  const socket = await open(find(env.ECHO));
  for (let call = 1; call <= 20; call += 1) expect(await echo(socket, `${call}`)).toBe(`${call}`);
  socket.close(1000, "done");

  const clocked = find(env.CLOCKED);
  for (let call = 1; call <= 5; call += 1) await clocked.sleep(0);
}

async function readCpuMs(): Promise<number> {
  const response = await fetch(inject("cpuMeter"));
  return Number(await response.text());
}

/** Gives the milliseconds of CPU time that one round takes. */
async function measure(round: () => Promise<void>): Promise<number> {
  const began = await readCpuMs();
  await round();
  return (await readCpuMs()) - began;
}

const plain = (): Promise<void> => {
  const name = crypto.randomUUID();
  return runSuite((namespace, base = "") => namespace.getByName(`${name}-${base}`));
};

const quantile = (samples: readonly number[], share: number): number =>
  samples.toSorted((a, b) => a - b)[Math.round((samples.length - 1) * share)] ?? Number.NaN;

function describeSamples(samples: readonly number[], digits: number): string {
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(samples, share));
  return `${median?.toFixed(digits)} (quartiles ${low?.toFixed(digits)} to ${high?.toFixed(digits)})`;
}

test("what watching costs a suite that asserts nothing with it", { timeout: 600_000 }, async () => {
  const before: number[] = [];
  for (let round = 0; round < WARM_UP; round += 1) await plain();
  for (let round = 0; round < WARM_UP; round += 1) before.push(await measure(plain));
  // Loaded only now: nothing of it was in the way.
  const { openScope } = await import("footlights/harness");
  const watched = async (): Promise<void> => {
    await using scope = openScope();
    await runSuite((namespace, base) => scope.actor(namespace, base).stub);
  };
  for (let round = 0; round < WARM_UP; round += 1) await watched();

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Whichever comes first finds the machine in another state.
    if (round % 2 === 0) ours.push(await measure(watched));
    theirs.push(await measure(plain));
    if (round % 2 > 0) ours.push(await measure(watched));
  }
  const ratios = ours.map((ms, round) => ms / (theirs[round] ?? Number.NaN));
  const spread = quantile(ratios, 0.75) - quantile(ratios, 0.25);
  // Half the width of the notch of a box plot: where the median of many such runs lies, by 19 to 1.
  const doubt = (1.57 * spread) / Math.sqrt(ROUNDS);
  const cost = (quantile(ratios, 0.5) - 1) * 100;
  console.log(
    [
      "CPU ms of a suite's round (67 calls and frames to 5 new actors; Node and workerd):",
      `  before the harness is loaded  ${describeSamples(before, 1)}`,
      `  loaded, nothing watched       ${describeSamples(theirs, 1)}`,
      `  every actor watched           ${describeSamples(ours, 1)}`,
      `watching costs ${cost.toFixed(1)} % of suite time, +- ${(doubt * 100).toFixed(1)} (${ROUNDS} pairs of rounds); wanted less than 5 %`,
    ].join("\n"),
  );
  // Fails only where that is certain: on a busy machine the figure is rough.
  expect(quantile(ratios, 0.5) - doubt).toBeLessThan(LIMIT);
});
