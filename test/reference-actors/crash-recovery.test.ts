import { env } from "cloudflare:workers";
import { type ActorHandle, type Scope, expect, openScope, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

/** What can happen to a message, or to the actor that receives it. */
const FAULTS = {
  lost: { error: "The message was lost." },
  "delivered twice": { duplicate: true },
  "answered in vain": { loseReply: true },
  "met by a crash": { crash: "before" },
  "followed by a crash before anything is stored": { crash: "unsaved" },
  "followed by a crash after all is stored": { crash: "after" },
} as const;
type FaultName = keyof typeof FAULTS;

/** A message that changes something in one of the actors. */
interface Message {
  readonly role: Role;
  readonly type: string;
  /** Its place among the messages of its type. */
  readonly nth: number;
}
type Role = (typeof ROLES)[number];
const ROLES = ["coordinator", "session", "worker"] as const;

function openActors(scope: Scope) {
  return {
    coordinator: scope.actor(env.COORDINATOR),
    session: scope.actor(env.SESSION),
    worker: scope.actor(env.WORKER),
  };
}

/** Lists the messages that the actors receive while two tasks are done, but for those that only ask. */
async function recordMessages(): Promise<readonly Message[]> {
  await using scope = openScope({ name: "two tasks" });
  const actors = openActors(scope);
  const recordings = ROLES.map((role) => ({ role, recording: actors[role].record() }));
  await runTwoTasks(scope);
  return recordings.flatMap(({ role, recording }) => {
    const types = recording.operations
      .filter(({ kind, name }) => kind === "entry" && name === "receive")
      .map(({ detail }) => /\btype: "([^"]+)"/.exec(detail)?.[1] ?? "")
      .filter((type) => !type.startsWith("get_") && type !== "heartbeat");
    return types.map((type, index) => {
      const nth = types.slice(0, index + 1).filter((each) => each === type).length;
      return { role, type, nth };
    });
  });
}

/** Runs the alarm if one is set, as the runtime would half a minute later. */
async function passTime(actor: ActorHandle<Rpc.DurableObjectBranded>): Promise<void> {
  const alarm = await actor.inside((_actor, state) => state.storage.getAlarm());
  if (alarm !== null) await actor.fireAlarm();
}

/** Has two tasks done by one worker; `before` runs before each thing that the client asks. */
async function runTwoTasks(scope: Scope, before?: () => Promise<void>): Promise<void> {
  const { coordinator, worker } = openActors(scope);
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
  /** Lets time pass until `check` holds; what is under way arrives long before anybody would send it again. */
  const inTime = (check: () => Promise<void>): Promise<void> =>
    scope.eventually(async () => {
      await scope.settle();
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

const messages = await recordMessages();

test("needs eleven messages for two tasks when nothing goes wrong", () => {
  expect(messages.map(({ role, type }) => `${role} ${type}`).toSorted()).toEqual([
    "coordinator assign_task",
    "coordinator assign_task",
    "coordinator register_worker",
    "coordinator task_completed",
    "coordinator task_completed",
    "session task_completed",
    "session task_completed",
    "worker complete_task",
    "worker complete_task",
    "worker process_task",
    "worker process_task",
  ]);
});

const names: readonly FaultName[] = [
  "lost",
  "delivered twice",
  "answered in vain",
  "met by a crash",
  "followed by a crash before anything is stored",
  "followed by a crash after all is stored",
];
const cases = names.flatMap((name) =>
  messages.map(({ role, type, nth }) => [role, type, nth, name] as const),
);

test.for(cases)(
  "loses no task and completes none twice when %s %s number %i is %s",
  async ([role, type, nth, name], { scope }) => {
    const receiver = openActors(scope)[role];
    receiver.inject({ entry: "receive", given: [undefined, { type }], nth }, FAULTS[name]);
    await runTwoTasks(scope);
    await expectTwoCompleted(scope);
  },
);
