import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

const sha256OfA = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
const sha256OfThat = "da3811154d59c4267077ddd8bb768fa9b06399c486e1fc00485116b57c9872f5";
const rounds = (count: unknown) => ({ text: "a", rounds: count });

test.for([
  ["sum", [1, 2, 3.5], 6.5],
  ["sum", [], 0],
  ["digest", rounds(1), sha256OfA],
  ["digest", rounds(2), sha256OfThat],
  ["digest", rounds(0), "a"],
] as const)("%s of %j is %j", async ([job, input, result], { scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
  await client.call({ id: 2, to, type: "assign_task", task: { id: "t1", job, input } });
  expect(await client.receive({ type: "task_completed" })).toMatchObject({ result });
});

test.for([
  ["sum", { length: 1 }, 'TypeError: Could not sum {"length":1}: expected a list of numbers.'],
  ["sum", [1, "2"], 'TypeError: Could not sum [1,"2"]: expected a list of numbers.'],
  ["digest", "a", 'ProtocolError: Could not read the message: found "a", expected a JSON object.'],
  ["digest", rounds(1.5), 'ProtocolError: Could not read field "rounds": found 1.5'],
  ["digest", rounds(101), "RangeError: Could not digest: found 101 rounds, expected at most 100."],
  ["digest", { rounds: 1 }, 'ProtocolError: Could not read field "text": found nothing'],
  [
    "fly",
    null,
    'Could not run job "fly": found no such job, expected one of sum, digest, vote, manual.',
  ],
  ["constructor", null, 'Could not run job "constructor": found no such job'],
  ["__proto__", null, 'Could not run job "__proto__": found no such job'],
] as const)("%s of %j fails and says why", async ([job, input, reason], { scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
  await client.call({ id: 2, to, type: "assign_task", task: { id: "t1", job, input } });
  const failed = await client.receive({ type: "task_failed", task: "t1" });
  expect(failed.reason).toContain(reason);
});
