import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { LoggedFrame } from "../../reference-actors/reply.ts";
import { addressToClient } from "../../reference-actors/session-gateway/client-frame.ts";
import { FrameLog } from "../../reference-actors/session-gateway/frame-log.ts";

const worker = { kind: "worker", name: "w1" } as const;
const event = (task: string) =>
  ({ type: "task_completed", task, result: 1, assignment: 1, replyTo: 1 }) as const;

describe("a client that comes with ?after=0", () => {
  test("gets its answers and events numbered, one after the other", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await client.expectMessage({ type: "session_established", replayed: 0, isComplete: true });
    const status = { id: "a", to: `coordinator:${scope.id}`, type: "get_status" };
    await client.call(status, { type: "status", sequence: 1 });
    await session.rpc.receive(worker, event("t1"));
    await client.expectMessage({ type: "task_completed", sequence: 2 });
    await client.call({ ...status, id: "b", type: "nonsense" }, { type: "error", sequence: 3 });
  });

  test("gets what it missed when it comes back, once and in order", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await session.rpc.receive(worker, event("t1"));
    await client.receive({ sequence: 1 });
    await client.close();
    await session.rpc.receive(worker, event("t2"));
    await session.rpc.receive(worker, event("t3"));
    await session.rpc.receive(worker, event("t2"));
    await session.crash();
    const again = await scope.connect<LoggedFrame>(session, { path: "/?after=1" });
    await again.expectMessage({ type: "session_established", replayed: 2, isComplete: true });
    await again.expectMessage({ task: "t2", sequence: 2 });
    await again.expectMessage({ task: "t3", sequence: 3 });
    await again.call({ id: 1, to: `session:${scope.id}`, type: "get_session" });
    expect(again.messages).toEqual([]);
  });

  test("gets the same answer for the same request, which is asked once", async ({ scope }) => {
    const client = await scope.connect<LoggedFrame>(env.SESSION, { path: "/?after=0" });
    const to = `coordinator:${scope.id}`;
    const first = await client.call({ id: 7, to, type: "get_status" });
    await client.call({ id: 8, to, type: "register_worker", worker: scope.name("w1") });
    expect(await client.call({ id: 7, to, type: "get_status" })).toEqual(first);
  });

  test("gets one answer when it asks twice before the first comes", async ({ scope }) => {
    const client = await scope.connect<LoggedFrame>(env.SESSION, { path: "/?after=0" });
    await client.expectMessage({ type: "session_established" });
    const held = scope.actor(env.COORDINATOR).inject({ entry: "receive" }, { hold: true });
    const message = { id: 7, to: `coordinator:${scope.id}`, type: "get_status" };
    client.send(message);
    await held.hit();
    await client.call(message, { type: "status", sequence: 1 });
    held.release();
    await client.expectNoMessage();
  });

  test.for(["lost", "open, as far as the server knows"])(
    "gets on its new socket what it asked on the old one, which is %s",
    async (state, { scope }) => {
      const session = scope.actor(env.SESSION);
      const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
      await client.expectMessage({ type: "session_established" });
      const held = scope.actor(env.COORDINATOR).inject({ entry: "receive" }, { hold: true });
      client.send({ id: 7, to: `coordinator:${scope.id}`, type: "get_status" });
      await held.hit();
      if (state === "lost") await client.close();
      else client.ignore({ type: "status" });
      const back = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
      await back.expectMessage({ type: "session_established", replayed: 0 });
      held.release();
      await back.expectMessage({ type: "status", replyTo: 7, sequence: 1 });
    },
  );

  test("gets among what it missed an answer that came while nobody was there", async ({
    scope,
  }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    const held = scope.actor(env.COORDINATOR).inject({ entry: "receive" }, { hold: true });
    client.send({ id: 7, to: `coordinator:${scope.id}`, type: "get_status" });
    await held.hit();
    await client.close();
    held.release();
    await scope.settle();
    const back = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await back.expectMessage({ type: "session_established", replayed: 1 });
    await back.expectMessage({ type: "status", replyTo: 7, sequence: 1 });
  });

  test("gets a page of dead letters that each have much to say: it is told the beginning", async ({
    scope,
  }) => {
    await scope.actor(env.COORDINATOR).inside((_actor, { storage: { sql } }) => {
      const progress = { failures: 1, state: { status: "failed", reason: "no ".repeat(20_000) } };
      sql.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100)
         INSERT INTO tasks (id, submission, progress, status, priority)
         SELECT 't' || i, '{}', ?, 'failed', 0 FROM n`,
        JSON.stringify(progress),
      );
    });
    const client = await scope.connect<LoggedFrame>(env.SESSION, { path: "/?after=0" });
    const message = { id: 1, to: `coordinator:${scope.id}`, type: "list_dead_letters" };
    const { tasks } = await client.call(message, { type: "dead_letters", sequence: 1 });
    expect(tasks).toHaveLength(100);
    expect(tasks.at(-1)).toEqual({ task: "t100", reason: "no ".repeat(334).slice(0, 1000) });
  });

  test("is told no more of what it acknowledged", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    const own = `session:${scope.id}`;
    const message = { id: 1, to: `coordinator:${scope.id}`, type: "get_status" };
    await client.call(message, { sequence: 1 });
    const acknowledge = { id: 2, to: own, type: "acknowledge", sequence: 1 };
    await client.call(acknowledge, { type: "acknowledged", sequence: 1 });
    await client.call(acknowledge, { type: "acknowledged", sequence: 1 });
    const duplicate = await client.call(message, { type: "error", code: "duplicate-request" });
    expect(duplicate.message).toBe(
      "Could not take the message: found id 1, whose answer was acknowledged, expected a new one. Choose another id.",
    );
    const late = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await late.expectMessage({ type: "session_established", replayed: 0, isComplete: false });
  });

  test("may ask again under the same id when the backend was down", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    await coordinator.inside((_actor, state) => state.storage.sql.exec("DROP TABLE totals"));
    const client = await scope.connect<LoggedFrame>(env.SESSION, { path: "/?after=0" });
    const message = { id: 1, to: `coordinator:${scope.id}`, type: "get_status" };
    const down = await client.call(message, { type: "error", code: "backend-unavailable" });
    expect(down).not.toHaveProperty("sequence");
    await coordinator.evict();
    await client.call(message, { type: "status", sequence: 1 });
  });

  test("is told once that a task was cancelled", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    const cancelled = { type: "task_cancelled", task: "t1", replyTo: 1 } as const;
    await session.rpc.receive(worker, cancelled);
    await session.rpc.receive(worker, cancelled);
    await client.receive({ type: "task_cancelled", sequence: 1 });
    await client.call({ id: 1, to: `session:${scope.id}`, type: "get_session" });
    expect(client.messages).toMatchObject([{ type: "session_established" }]);
  });

  test("is told of progress without a number", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    const progress = { type: "task_progress", task: "t1", progress: 0.5, replyTo: 1 } as const;
    await session.rpc.receive(worker, progress);
    expect(await client.receive({ type: "task_progress" })).not.toHaveProperty("sequence");
  });

  test.for([-1, 1, 9_007_199_254_740_991])(
    "is answered with an error when it acknowledges frame %i of none",
    async (sequence, { scope }) => {
      const client = await scope.connect<LoggedFrame>(env.SESSION, { path: "/?after=0" });
      const message = { id: 1, to: `session:${scope.id}`, type: "acknowledge", sequence };
      const error = await client.call(message, { type: "error", code: "invalid-field" });
      expect(error.message).toBe(
        `Could not acknowledge frame ${sequence}: found no such frame, expected a number from 0 to 0. Acknowledge the highest number that came.`,
      );
    },
  );

  test.for(["1", "-1", "", "x", "1.5", "1e3", "9".repeat(16)])(
    "is answered 409 when it comes with ?after=%s and nothing was sent",
    async (after, { scope }) => {
      const response = await scope.actor(env.SESSION).fetch(`/?after=${after}`, {
        headers: { Upgrade: "websocket" },
      });
      expect(response.status).toBe(409);
      expect(await response.text()).toBe(
        `Could not resume session "${scope.id}": found after="${after}", expected a number from 0 to 0. Begin anew with after=0.`,
      );
    },
  );
});

describe("what is kept for a client", () => {
  test("is kept while it has a socket, and forgotten once it stayed away", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await session.rpc.receive(worker, event("t1"));
    await session.fireAlarm();
    await client.close();
    const back = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await back.expectMessage({ type: "session_established", replayed: 1 });
    await back.close();
    // The alarm may come a moment after the client has left.
    await session.fireAlarm();
    const soon = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await soon.expectMessage({ type: "session_established", replayed: 1 });
    await soon.close();
    await session.fireAlarm();
    await session.fireAlarm();
    await session.evict();
    const late = await scope.connect<LoggedFrame>(session, { path: "/?after=0" });
    await late.expectMessage({ type: "session_established", replayed: 0 });
  });

  test("is nothing for a client that does not resume", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<LoggedFrame>(session);
    await session.rpc.receive(worker, event("t1"));
    expect(await client.receive({ type: "task_completed" })).not.toHaveProperty("sequence");
    const stored = await session.inside((_actor, { storage }) => [...storage.kv.list()]);
    expect(stored).toEqual([]);
  });

  test("is the thousand latest frames", async ({ scope }) => {
    const kept = await scope.actor(env.SESSION).inside((_actor, { storage }) => {
      const log = new FrameLog(storage.sql);
      for (let task = 1; task <= 1002; task += 1) {
        const { replyTo, ...message } = event(String(task));
        log.append(`event ${task}`, addressToClient(worker, replyTo, message));
      }
      return log.after(0).map((frame) => frame.sequence);
    });
    expect(kept).toEqual(Array.from({ length: 1000 }, (_value, index) => index + 3));
  });
});
