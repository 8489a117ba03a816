import { env } from "cloudflare:workers";
import { type ActorHandle, type Scope, expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/protocol.ts";
import { FAULTS, type Fault, type MessageFaults, faultAtMessage } from "./message-faults.ts";

/** Every message that changes something between registering a worker and the end of its second task. */
const MESSAGES = [
  "CoordinatorActor assign_task",
  "CoordinatorActor assign_task",
  "CoordinatorActor register_worker",
  "CoordinatorActor task_completed",
  "CoordinatorActor task_completed",
  "SessionActor task_completed",
  "SessionActor task_completed",
  "WorkerActor complete_task",
  "WorkerActor complete_task",
  "WorkerActor process_task",
  "WorkerActor process_task",
];

/** Runs the alarm if one is set, as the runtime would half a minute later. */
async function passTime(actor: ActorHandle<Rpc.DurableObjectBranded>): Promise<void> {
  const alarm = await actor.inside((_actor, state) => state.storage.getAlarm());
  if (alarm !== null) await actor.fireAlarm();
}

/** Has two tasks done by one worker; `before` runs before each thing that the client asks. */
async function runTwoTasks(scope: Scope, before?: () => Promise<void>): Promise<void> {
  const [coordinator, worker] = [scope.actor(env.COORDINATOR), scope.actor(env.WORKER)];
  const first = await scope.connect<ClientFrame>(env.SESSION);
  const events = first.collect({ type: "task_completed", to: "client:coordinator-proxy" });

  let client = first;
  /** Asks until there is an answer, as a client does that reconnects when its session was lost. */
  const ask = (to: string, message: object): Promise<ClientFrame> =>
    scope.eventually(async () => {
      await before?.();
      if (client.closed !== undefined) client = await scope.connect<ClientFrame>(env.SESSION);
      const reply = await client.call({ id: crypto.randomUUID(), to, ...message });
      expect(reply).not.toMatchObject({ code: "backend-unavailable" });
      return reply;
    });
  /** Lets time pass until `check` holds. */
  const inTime = (check: () => Promise<void>): Promise<void> =>
    scope.eventually(async () => {
      await passTime(worker);
      await passTime(coordinator);
      await check();
    });

  const ids = ["t1", "t2"];
  const main = `coordinator:${scope.id}`;
  for (const id of ids) {
    await ask(main, { type: "assign_task", task: { id, job: "manual", input: null } });
  }
  await ask(main, { type: "register_worker", worker: scope.id });
  for (const id of ids) {
    const hand = `worker:${scope.id}`;
    await inTime(async () => {
      expect(await ask(hand, { type: "get_state" })).toMatchObject({ task: id });
    });
    await ask(hand, { type: "complete_task", task: id, result: id });
    await inTime(async () => {
      expect(await ask(main, { type: "get_task", task: id })).toMatchObject({ result: id });
    });
  }
  // What was told over a socket that broke is lost with it; that client had to ask.
  const isToldOf = (id: string): boolean => events.messages.some(({ task }) => task === id);
  await inTime(async () => {
    expect(first.closed !== undefined || ids.every(isToldOf)).toBe(true);
  });
}

/** Each task was completed once: counted by the coordinator and by the worker that did it. */
async function expectTwoCompleted(scope: Scope): Promise<void> {
  const asked = { kind: "session", name: scope.id } as const;
  const [coordinator, worker] = [scope.actor(env.COORDINATOR), scope.actor(env.WORKER)];
  await scope.eventually(async () => {
    await passTime(worker);
    const state = await worker.rpc.receive(asked, { type: "get_state" });
    expect(state).toMatchObject({ status: "idle", completed: 2, failed: 0 });
  });
  const status = await coordinator.rpc.receive(asked, { type: "get_status" });
  expect(status).toMatchObject({ queued: 0, active: 0, completed: 2, failed: 0, workers: 1 });
}

test("needs eleven messages for two tasks when nothing goes wrong", async ({ scope }) => {
  using faults: MessageFaults = faultAtMessage(scope.id, -1, "lost");
  await runTwoTasks(scope);
  await expectTwoCompleted(scope);
  expect(faults.messages.toSorted()).toEqual(MESSAGES);
});

test("loses no task when every actor is evicted between any two requests", async ({ scope }) => {
  const actors = [
    scope.actor(env.SESSION),
    scope.actor(env.COORDINATOR),
    scope.actor(env.WORKER),
  ] as const;
  await runTwoTasks(scope, async () => {
    for (const actor of actors) await actor.evict();
  });
  await expectTwoCompleted(scope);
});

const cases = FAULTS.flatMap((fault) =>
  MESSAGES.map((_message, at): readonly [number, Fault] => [at, fault]),
);

test.for(cases)(
  "loses no task and completes none twice when message %i is %s",
  async ([at, fault], { scope }) => {
    using faults = faultAtMessage(scope.id, at, fault);
    await runTwoTasks(scope);
    await expectTwoCompleted(scope);
    expect(faults.messages.length).toBeGreaterThan(at);
  },
);
