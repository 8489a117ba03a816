import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Scope, expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

const asked = { kind: "session", name: "test" } as const;

/** A poll, a worker, and a task that votes in it; `votes` lists the voter of each vote that reached the poll. */
async function openVote(scope: Scope, options = {}) {
  const poll = scope.actor(env.POLL);
  const opening = { type: "open_poll", question: "Tea?", options: ["yes", "no"] };
  await poll.rpc.ask("poll", opening);
  const recording = poll.record();
  const votes = (): readonly (string | undefined)[] =>
    recording.operations
      .filter(({ kind, name }) => kind === "entry" && name === "ask")
      .map(({ detail }) => /\bvoter: "([^"]+)"/.exec(detail)?.[1]);
  const results = async () =>
    JSON.parse(JSON.stringify(await poll.rpc.ask("poll", { type: "get_results" }))).message.results;
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
  const task = { id: "t1", job: "vote", input: { poll: scope.id, option: "yes" }, ...options };
  const assign = () => client.call({ id: 2, to, type: "assign_task", task });
  return { poll, worker: scope.actor(env.WORKER), client, votes, results, assign };
}

const taken = [
  { option: "yes", votes: 1 },
  { option: "no", votes: 0 },
];

describe("a job", () => {
  test("begins in an alarm after three that came of each other's reports, so that no chain of calls grows deep", async ({
    scope,
  }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `coordinator:${scope.id}`;
    const ids = Array.from({ length: 10 }, (_value, index) => `t${index}`);
    for (const id of ids) {
      const task = { id, job: "sum", input: [1] };
      await client.call({ id, to, type: "assign_task", task }, { type: "task_queued" });
    }
    const worker = scope.actor(env.WORKER);
    const recording = worker.record();
    const completed = client.collect({ type: "task_completed" });
    await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
    await completed.atLeast(ids.length, { deadlineMs: 30_000 });
    const entries = recording.operations.filter(({ kind }) => kind === "entry");
    const alarms = entries.flatMap(({ name }, index) => (name === "alarm" ? [index] : []));
    // Three tasks, then an alarm after the fourth, and so on.
    expect(alarms).toEqual([4, 8, 12]);
  });

  test("that a crash cut off is started again under the same key, and its effect counts once", async ({
    scope,
  }) => {
    const { worker, client, votes, results, assign } = await openVote(scope);
    const crash = worker.inject({ call: "ask", to: /PollActor/ }, { crash: "after" });
    await assign();
    await crash.hit();
    await worker.fireAlarm();
    expect(await client.receive({ type: "task_completed", task: "t1" })).toMatchObject({
      result: { type: "vote_taken", option: "yes" },
    });
    expect(votes()).toEqual([`${scope.id}/t1`, `${scope.id}/t1`]);
    expect(await results()).toEqual(taken);
    expect(await worker.rpc.receive(asked, { type: "get_state" })).toMatchObject({ completed: 1 });
  });

  test("that is tried again after a failure has the same key", async ({ scope }) => {
    const { poll, client, votes, results, assign } = await openVote(scope, { attempts: 2 });
    poll.inject({ entry: "ask" }, { loseReply: true });
    await assign();
    const coordinator = scope.actor(env.COORDINATOR);
    await scope.eventually(async () => {
      const status = await coordinator.rpc.receive(asked, { type: "get_status" });
      expect(status).toMatchObject({ waiting: 1 });
    });
    await coordinator.inside((_actor, { storage }) => storage.sql.exec("UPDATE tasks SET due = 1"));
    await coordinator.fireAlarm();
    await client.receive({ type: "task_completed", task: "t1" });
    expect(votes()).toEqual([`${scope.id}/t1`, `${scope.id}/t1`]);
    expect(await results()).toEqual(taken);
  });

  test("of a long name votes all the same, under a key that is no other task's", async ({
    scope,
  }) => {
    const { client, votes, results } = await openVote(scope);
    const to = `coordinator:${scope.id}/${"c".repeat(60)}`;
    await client.call({ id: 3, to, type: "register_worker", worker: scope.name("w2") });
    const vote = { job: "vote", input: { poll: scope.id, option: "yes" } };
    const id = "t".repeat(128);
    await client.call({ id: 4, to, type: "assign_task", task: { id, ...vote } });
    await client.receive({ type: "task_completed", task: id });
    // What a task of the coordinator without the suffix could be called.
    const alike = `${"c".repeat(60)}/t2`;
    await client.call({ id: 5, to, type: "assign_task", task: { id: "t2", ...vote } });
    await client.receive({ type: "task_completed", task: "t2" });
    const other = `coordinator:${scope.id}`;
    await client.call({ id: 6, to: other, type: "assign_task", task: { id: alike, ...vote } });
    await client.receive({ type: "task_completed", task: alike });
    expect(new Set(votes()).size).toBe(3);
    expect(await results()).toMatchObject([{ votes: 3 }, { votes: 0 }]);
  });

  test("that goes on at a worker that was given up has the key of the one that took over", async ({
    scope,
  }) => {
    const { poll, client, votes, results, assign } = await openVote(scope);
    const held = poll.inject({ entry: "ask" }, { hold: true });
    await assign();
    await held.hit();
    const ask = (message: object) =>
      client.call({ id: crypto.randomUUID(), to: `coordinator:${scope.id}`, ...message });
    await ask({ type: "remove_worker", worker: scope.id });
    await ask({ type: "register_worker", worker: scope.name("w2") });
    await client.receive({ type: "task_completed", task: "t1" });
    held.release();
    await scope.settle();
    expect(votes()).toEqual([`${scope.id}/t1`, `${scope.id}/t1`]);
    expect(await results()).toEqual(taken);
    expect(await ask({ type: "get_status" })).toMatchObject({ completed: 1, failed: 0, active: 0 });
  });
});

test.for([
  ["nobody", 'Could not vote: found {"type":"error","code":"wrong-poll"'],
  [5, 'Could not read field "option": found 5, expected a string.'],
])("a vote for %j fails and says why", async ([option, reason], { scope }) => {
  const poll = scope.name("empty");
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
  const task = { id: "t1", job: "vote", input: { poll, option } };
  await client.call({ id: 2, to, type: "assign_task", task });
  const failed = await client.receive({ type: "task_failed", task: "t1" });
  expect(failed.reason).toContain(reason);
});
