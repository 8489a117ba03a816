import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

describe("to the actor that is addressed", () => {
  test("routes coordinator:<name> and answers to client:coordinator-proxy", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `coordinator:${scope.id}`;
    expect(await client.call({ id: 1, to, type: "get_status" }, { type: "status" })).toEqual({
      to: "client:coordinator-proxy",
      from: to,
      replyTo: 1,
      type: "status",
      queued: 0,
      waiting: 0,
      active: 0,
      completed: 0,
      failed: 0,
      cancelled: 0,
      workers: 0,
    });
  });

  test("routes worker:<name> and answers to client:worker-proxy", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `worker:${scope.name("w1")}`;
    expect(await client.call({ id: "s", to, type: "get_state" }, { type: "worker_state" })).toEqual(
      {
        to: "client:worker-proxy",
        from: to,
        replyTo: "s",
        type: "worker_state",
        worker: scope.name("w1"),
        status: "idle",
        task: null,
        progress: 0,
        completed: 0,
        failed: 0,
      },
    );
  });

  test("answers what is asked of the session itself to client:ui", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `session:${scope.id}`;
    const reply = await client.call({ id: 1, to, type: "get_session" }, { type: "session" });
    expect(reply).toMatchObject({ to: "client:ui", from: to, connections: 1 });
  });

  test("keeps coordinators of different names apart", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const [a, b] = [`coordinator:${scope.name("a")}`, `coordinator:${scope.name("b")}`];
    const worker = scope.name("w1");
    await client.call({ id: 1, to: a, type: "register_worker", worker });
    await client.call({ id: 2, to: a, type: "get_status" }, { type: "status", workers: 1 });
    await client.call({ id: 3, to: b, type: "get_status" }, { type: "status", workers: 0 });
  });

  test("routes a name with every visible character", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `worker:${scope.id}/a:b?c=%20#~!`;
    await client.call({ id: 1, to, type: "get_state" }, { type: "worker_state", status: "idle" });
  });

  test("answers each of several requests under its own id", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `coordinator:${scope.id}`;
    for (const id of ["a", "b", "c"]) client.send({ id, to, type: "get_task", task: id });
    for (const id of ["c", "a", "b"]) {
      const reply = await client.receive({ replyTo: id, code: "unknown-task" });
      expect(reply.type).toBe("error");
    }
  });
});

describe("to no actor", () => {
  test.for([
    ["no address", undefined],
    ["a number", 7],
    ["a list", ["worker:w1"]],
    ["an empty text", ""],
    ["a kind alone", "coordinator"],
    ["a kind without a name", "worker:"],
    ["a kind that does not exist", "manager:main"],
    ["a name of the prototype", "__proto__:main"],
    ["a client's address", "client:ui"],
    ["a name with a space", "worker:w 1"],
    ["a name of 129 characters", `worker:${"w".repeat(129)}`],
    ["another session", "session:somebody-else"],
  ] as const)("answers %s with one error and keeps the socket", async ([, to], { scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    await client.expectMessage({ type: "session_established" });
    client.send({ id: 5, to, type: "get_status" });
    const error = await client.expectMessage({ type: "error", code: "unknown-address" });
    expect(error).toMatchObject({ to: "client:ui", from: `session:${scope.id}`, replyTo: 5 });
    expect(error.message).toMatch(/^Could not route the message: found address /);
    expect(error.message).toContain(
      'expected "coordinator:<name>", "worker:<name>", "queue:<name>@<shards>" or "session:',
    );
    await client.call({ id: 6, to: `session:${scope.id}`, type: "get_session" });
  });
});

describe("to a dead backend", () => {
  test("answers with one error, keeps the socket and routes again once it is alive", async ({
    scope,
  }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const coordinator = scope.actor(env.COORDINATOR);
    const to = `coordinator:${scope.id}`;
    await coordinator.inside((_actor, state) => state.storage.sql.exec("DROP TABLE totals"));
    const error = await client.call({ id: 1, to, type: "get_status" }, { type: "error" });
    expect(error).toEqual({
      to: "client:coordinator-proxy",
      from: to,
      replyTo: 1,
      type: "error",
      code: "backend-unavailable",
      message: `Could not ask "${to}": found it failing, expected an answer. Send the message again; a task is not taken twice.`,
    });
    await coordinator.evict();
    await client.call({ id: 2, to, type: "get_status" }, { type: "status" });
  });

  test("answers for a worker as well", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const worker = scope.actor(env.WORKER, "w1");
    await worker.inside((_actor, state) => state.storage.kv.put("state", "not a state"));
    const message = { id: 1, to: `worker:${scope.name("w1")}`, type: "get_state" };
    const error = await client.call(message, { type: "error", code: "backend-unavailable" });
    expect(error.to).toBe("client:worker-proxy");
  });
});

describe("from an actor to the client", () => {
  const order = { id: "t1", job: "digest", input: { text: "a", rounds: 2 } };

  test("tells every socket of the session that submitted a task, under the request's id", async ({
    scope,
  }) => {
    const session = scope.actor(env.SESSION);
    const clients = [
      await scope.connect<ClientFrame>(session),
      await scope.connect<ClientFrame>(session),
    ] as const;
    const to = `coordinator:${scope.id}`;
    const worker = scope.name("w1");
    await clients[0].call({ id: 1, to, type: "register_worker", worker });
    await clients[0].call({ id: 2, to, type: "assign_task", task: order });
    for (const client of clients) {
      const progress = await client.receive({ type: "task_progress", progress: 0.5 });
      expect(progress).toMatchObject({ to: "client:worker-proxy", from: `worker:${worker}` });
      const completed = await client.receive({ type: "task_completed", task: "t1", replyTo: 2 });
      expect(completed).toMatchObject({ to: "client:coordinator-proxy", from: to });
    }
  });

  test("tells no other session", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const other = await scope.connect<ClientFrame>(env.SESSION, { name: "other" });
    await other.expectMessage({ type: "session_established" });
    const to = `coordinator:${scope.id}`;
    await client.call({ id: 1, to, type: "register_worker", worker: scope.name("w1") });
    await client.call({ id: 2, to, type: "assign_task", task: order });
    await client.receive({ type: "task_completed" });
    // The answer comes after all that was sent on this socket before.
    await other.call({ id: 3, to: `session:${scope.name("other")}`, type: "get_session" });
    expect(other.messages).toEqual([]);
  });

  test("tells a session without sockets nothing and counts that as told", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const event = { type: "task_progress", task: "t1", progress: 1, replyTo: 1 } as const;
    const from = { kind: "worker", name: "w1" } as const;
    expect(await session.rpc.receive(from, event)).toEqual({
      type: "event_delivered",
      connections: 0,
    });
  });
});
