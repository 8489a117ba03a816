import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { type ActorHandle, type Client, type Scope, expect, test } from "footlights/harness";
import type { LoggedFrame } from "../../../reference-actors/reply.ts";
import { AsyncDeed } from "./deed.ts";

/** Of each of the three; each with actors, sockets, evictions and crashes of its own. */
const STORIES = 25;
const options = { numRuns: STORIES, seed: 5, endOnFailure: true };
const length = { maxCommands: 16, size: "+1" } as const;
/** Several alarms of several actors, on a busy machine. */
const PATIENT = { deadlineMs: 30_000 } as const;
const asked = { kind: "session", name: "test" } as const;

type AnyHandle = ActorHandle<Rpc.DurableObjectBranded>;

/** Runs the alarm if one is set, as the runtime would some time later. */
async function passTime(actor: AnyHandle): Promise<void> {
  const alarm = await actor.inside((_actor, { storage }) => storage.getAlarm());
  if (alarm !== null) await actor.fireAlarm();
}

interface Model {
  readonly ids: Set<string>;
}

test(`a queue of real actors ends every task once, in ${STORIES} stories`, async ({ scope }) => {
  interface Real {
    readonly actors: readonly AnyHandle[];
    readonly ask: (message: object) => Promise<unknown>;
    readonly workers: readonly string[];
  }
  const deed = (text: string, run: (model: Model, real: Real) => Promise<void>) =>
    new AsyncDeed<Model, Real>(text, run);
  const nth = fc.nat({ max: 2 });
  const submit = fc.constantFrom("t1", "t2", "t3").map((id) =>
    deed(`submit ${id}`, async ({ ids }, { ask }) => {
      await ask({ type: "assign_task", id: 1, task: { id, job: "sum", input: [1, 2] } });
      ids.add(id);
    }),
  );
  const staff = fc.tuple(fc.boolean(), fc.nat({ max: 1 })).map(([isNew, index]) =>
    deed(`${isNew ? "register" : "remove"} worker ${index}`, async (_model, { ask, workers }) => {
      await ask({ type: isNew ? "register_worker" : "remove_worker", worker: workers[index] });
    }),
  );
  const evict = nth.map((index) =>
    deed(`evict ${index}`, async (_model, { actors }) => actors[index]?.evict()),
  );
  const crash = nth.map((index) =>
    deed(`crash ${index}`, async (_model, { actors }) => actors[index]?.crash()),
  );
  const alarm = nth.map((index) =>
    deed(`alarm of ${index}`, async (_model, { actors }) => {
      for (const actor of actors.slice(index, index + 1)) await passTime(actor);
    }),
  );
  const story = fc.commands([submit, submit, staff, evict, crash, alarm], length);
  let number = 0;
  const property = fc.asyncProperty(story, async (commands) => {
    number += 1;
    const name = `queue-${number}`;
    const coordinator = scope.actor(env.COORDINATOR, name);
    const hands = ["a", "b"].map((each) => scope.actor(env.WORKER, `${name}-${each}`));
    const workers = hands.map((each) => each.name ?? "");
    const ask = async (message: object): Promise<unknown> =>
      coordinator.rpc.receive(asked, message);
    const model: Model = { ids: new Set() };
    const real: Real = { actors: [coordinator, ...hands], ask, workers };
    await fc.asyncModelRun(() => ({ model, real }), commands);
    await ask({ type: "register_worker", worker: workers[0] });
    await scope.eventually(async () => {
      for (const actor of real.actors) await passTime(actor);
      const status = { queued: 0, waiting: 0, active: 0, completed: model.ids.size };
      expect(await ask({ type: "get_status" })).toMatchObject(status);
    }, PATIENT);
    for (const task of model.ids) {
      expect(await ask({ type: "get_task", task })).toMatchObject({
        type: "task_completed",
        result: 3,
      });
    }
  });
  await fc.assert(property, options);
});

test(`a poll loses no vote that it acknowledged, in ${STORIES} stories`, async ({ scope }) => {
  interface Votes {
    readonly votes: Map<string, string>;
  }
  type Poll = ReturnType<typeof openPoll>;
  const openPoll = (name: string) => scope.actor(env.POLL, name);
  const deed = (text: string, run: (model: Votes, poll: Poll) => Promise<void>) =>
    new AsyncDeed<Votes, Poll>(text, run);
  const vote = fc
    .tuple(fc.constantFrom("v1", "v2", "v3"), fc.constantFrom("x", "y"))
    .map(([voter, option]) =>
      deed(`${voter} votes ${option}`, async ({ votes }, poll) => {
        const answer = await poll.rpc.ask("poll", { type: "vote", voter, option });
        expect(answer).toMatchObject({ type: "answer", message: { type: "vote_taken" } });
        votes.set(voter, option);
      }),
    );
  const evict = fc.constant(deed("evict", async (_model, poll) => poll.evict()));
  const crash = fc.constant(deed("crash", async (_model, poll) => poll.crash()));
  const unheard = fc.constant(
    deed("a vote is posted and lost in a crash", async (_model, poll) => {
      await poll
        .inside((actor, state) => {
          actor.post("poll", { type: "vote", voter: "v9", option: "x" });
          state.abort("crashed before it was stored");
        })
        .catch(() => undefined);
    }),
  );
  const story = fc.commands([vote, vote, evict, crash, unheard], length);
  let number = 0;
  const property = fc.asyncProperty(story, async (commands) => {
    const poll = openPoll(`poll-${(number += 1)}`);
    await poll.rpc.ask("poll", { type: "open_poll", question: "?", options: ["x", "y"] });
    const model: Votes = { votes: new Map() };
    await fc.asyncModelRun(() => ({ model, real: poll }), commands);
    const count = (option: string) =>
      [...model.votes.values()].filter((each) => each === option).length;
    expect(await poll.rpc.ask("poll", { type: "get_results" })).toMatchObject({
      message: {
        results: [
          { option: "x", votes: count("x") },
          { option: "y", votes: count("y") },
        ],
      },
    });
  });
  await fc.assert(property, options);
});

test(`a client that comes back misses nothing and gets nothing twice, in ${STORIES} stories`, async ({
  scope,
}) => {
  const worker = { kind: "worker", name: "w1" } as const;
  interface Real {
    readonly session: ReturnType<typeof openSession>;
    client: Client<LoggedFrame> | undefined;
    readonly seen: number[];
  }
  const openSession = (name: string) => scope.actor(env.SESSION, name);
  const deed = (text: string, run: (model: Model, real: Real) => Promise<void>) =>
    new AsyncDeed<Model, Real>(text, run);
  const event = fc
    .tuple(fc.constantFrom("t1", "t2", "t3", "t4"), fc.boolean())
    .map(([task, isTwice]) =>
      deed(`${task} ends${isTwice ? ", told twice" : ""}`, async ({ ids }, { session }) => {
        const told = {
          type: "task_completed",
          task,
          result: 1,
          assignment: 1,
          replyTo: 1,
        } as const;
        await session.rpc.receive(worker, told);
        if (isTwice) await session.rpc.receive(worker, told);
        ids.add(task);
      }),
    );
  const leave = fc.constant(deed("leave", (_model, real) => takeLeave(real)));
  const comeBack = fc.constant(deed("come back", (_model, real) => resume(scope, real)));
  const evict = fc.constant(deed("evict", async (_model, { session }) => session.evict()));
  const crash = fc.constant(
    deed("crash", async (_model, real) => {
      await takeLeave(real);
      await real.session.crash();
    }),
  );
  const story = fc.commands([event, event, leave, comeBack, evict, crash], length);
  let number = 0;
  const property = fc.asyncProperty(story, async (commands) => {
    const session = openSession(`session-${(number += 1)}`);
    const real: Real = { session, client: undefined, seen: [] };
    const model: Model = { ids: new Set() };
    await resume(scope, real);
    await fc.asyncModelRun(() => ({ model, real }), commands);
    await resume(scope, real);
    await takeLeave(real);
    expect(real.seen).toEqual(Array.from(model.ids, (_id, index) => index + 1));
  });
  await fc.assert(property, options);
});

interface Visit {
  readonly session: AnyHandle;
  client: Client<LoggedFrame> | undefined;
  readonly seen: number[];
}

/** Reads all that has been sent, and leaves. */
async function takeLeave(visit: Visit): Promise<void> {
  const { client } = visit;
  if (client === undefined) return;
  // Whatever was sent before the answer has come before it.
  await client.call({
    id: crypto.randomUUID(),
    to: `session:${visit.session.name}`,
    type: "get_session",
  });
  for (const { sequence } of client.messages) if (sequence !== undefined) visit.seen.push(sequence);
  await client.close();
  visit.client = undefined;
}

async function resume(scope: Scope, visit: Visit): Promise<void> {
  await takeLeave(visit);
  const path = `/?after=${visit.seen.at(-1) ?? 0}`;
  visit.client = await scope.connect<LoggedFrame>(visit.session, { path });
}
