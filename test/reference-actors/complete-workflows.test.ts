import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/protocol.ts";

test("registers a worker, assigns a task and tells how it ended", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  await client.receive({ type: "session_established" });
  const to = `coordinator:${scope.name()}`;
  const worker = scope.name("w1");
  client.send({ to, id: "1", type: "register_worker", worker });
  await client.receive({ type: "worker_registered", worker, replyTo: "1" });
  client.send({ to, id: "2", type: "assign_task", task: { id: "t1", job: "sum", input: [1, 2, 3] } });
  await client.receive({ type: "task_assigned", task: "t1", worker });
  await client.receive({ type: "task_completed", task: "t1", result: 6, replyTo: "2" });
});
