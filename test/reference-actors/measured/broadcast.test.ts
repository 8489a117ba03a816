import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";
import { measure, printTable } from "./cost.ts";

const SOCKETS = 1000;
const ROUNDS = 5;

test(`one event reaches ${SOCKETS} sockets`, async ({ scope }) => {
  const poll = scope.actor(env.POLL);
  await poll.rpc.ask("poll", { type: "open_poll", question: "?", options: ["x", "y"] });
  const clients = await Promise.all(Array.from({ length: SOCKETS }, () => scope.connect(poll)));
  await Promise.all(
    clients.map((client) => client.call({ id: 1, type: "subscribe", topic: "results" })),
  );
  const rounds: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { cpuMs } = await measure(async () => {
      await poll.rpc.ask("poll", { type: "vote", voter: `v${round}`, option: "x" });
      await Promise.all(
        clients.map((client) =>
          client.receive({ type: "event", number: round }, { deadlineMs: 60_000 }),
        ),
      );
    });
    rounds.push(cpuMs);
  }
  const best = Math.min(...rounds);
  printTable(`Broadcast to ${SOCKETS} sockets, best of ${ROUNDS}`, [
    ["until all have it", `${best.toFixed(0)} ms CPU`],
    ["frames", `${Math.round((SOCKETS * 1000) / best)} per second of CPU time`],
  ]);
  expect(rounds).toHaveLength(ROUNDS);
});
