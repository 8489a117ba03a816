import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

test("assigns a task to the worker that is free", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION); // an actor, and a socket, of this test alone
  const to = `coordinator:${scope.id}`;
  const worker = scope.name("w1");
  await client.call({ id: 1, to, type: "register_worker", worker }); // waits for the answer to id 1
  client.send({ id: 2, to, type: "assign_task", task: { id: "t1", job: "sum", input: [1, 2] } });

  const assigned = await client.receive({ type: "task_assigned" }); // typed; the rest stays unread
  expect(assigned.worker).toBe(worker);

  await scope.actor(env.COORDINATOR).evict(); // hibernates, as in production
  await client.receive({ type: "task_completed", task: "t1", result: 3 });
}); // every socket is closed here; what leaks fails the test
