import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Scope, expect, openScope, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";
import { FAULTS, type Point, type Step, describePoint, effectOf, fits } from "./fault-points.ts";

// A worker registers, a task is assigned, the worker runs it, everybody is told: whatever happens to any of the
// actors at any of the operations that this takes, the task is completed, and once. The operations are not listed
// here: they are those that a run without any fault was seen to take.

const asked = { kind: "session", name: "test" } as const;
const task = { id: "t1", job: "sum", input: [1, 2] };

/** The actors of the workflow, watched from before their construction. */
function openActors(scope: Scope) {
  return {
    session: scope.actor(env.SESSION),
    coordinator: scope.actor(env.COORDINATOR),
    worker: scope.actor(env.WORKER),
  };
}
type Actors = ReturnType<typeof openActors>;

/** Asks until there is an answer, as a client does that reconnects when its session was lost. */
async function openPatientClient(scope: Scope) {
  const connect = () => scope.eventually(() => scope.connect<ClientFrame>(env.SESSION));
  let client = await connect();
  return (message: object): Promise<ClientFrame> =>
    scope.eventually(async () => {
      if (client.closed !== undefined) client = await connect();
      const reply = await client.call({ id: crypto.randomUUID(), ...message });
      expect(reply.type).not.toBe("error");
      return reply;
    });
}

/** Registers a worker, assigns a task, and waits until nobody does anything any more. */
async function runWorkflow(scope: Scope): Promise<void> {
  const to = `coordinator:${scope.id}`;
  const ask = await openPatientClient(scope);
  await ask({ to, type: "register_worker", worker: scope.id });
  await ask({ to, type: "assign_task", task });
  await scope.settle();
}

async function recordWorkflow(name: string): Promise<readonly Step[]> {
  await using scope = openScope({ name });
  const { session, coordinator, worker } = openActors(scope);
  const recordings = {
    session: session.record(),
    coordinator: coordinator.record(),
    worker: worker.record(),
  };
  await runWorkflow(scope);
  return (["session", "coordinator", "worker"] as const).flatMap((role) =>
    recordings[role].operations.map((operation): Step => ({ role, operation })),
  );
}

/** Lets half a minute pass again and again, until the coordinator knows the result and the worker is free. */
async function recover(scope: Scope, { coordinator, worker }: Actors): Promise<void> {
  await scope.eventually(async () => {
    for (const actor of [worker, coordinator]) {
      const alarm = await actor.inside((_actor, state) => state.storage.getAlarm());
      if (alarm !== null) await actor.fireAlarm();
    }
    const known = await coordinator.rpc.receive(asked, { type: "get_task", task: task.id });
    expect(known).toMatchObject({ type: "task_completed", result: 3 });
    expect(await worker.rpc.receive(asked, { type: "get_state" })).toMatchObject({
      status: "idle",
    });
  });
}

const steps = await recordWorkflow("every step");
const points = FAULTS.flatMap((fault) =>
  steps
    .filter(({ operation }) => fits(fault, operation))
    .map((step): Point => ({ ...step, fault })),
);
const survived = new Set<Point>();

const describeSteps = (all: readonly Step[]): readonly string[] =>
  all.map(({ role, operation: { kind, name } }) => `${role} ${kind} ${name}`).toSorted();

test("takes the same steps in each run", async () => {
  expect(describeSteps(await recordWorkflow("every step again"))).toEqual(describeSteps(steps));
});

describe("the task is completed once, whatever happens", () => {
  test.for(points.map((point) => [describePoint(point), point] as const))(
    "%s",
    async ([, point], { scope }) => {
      const actors = openActors(scope);
      const fault = actors[point.role].inject({ operation: point.operation }, effectOf(point));
      await runWorkflow(scope);
      await fault.hit();
      await recover(scope, actors);
      const totals = await actors.coordinator.rpc.receive(asked, { type: "get_status" });
      expect(totals).toMatchObject({ queued: 0, waiting: 0, active: 0, completed: 1, failed: 0 });
      const state = await actors.worker.rpc.receive(asked, { type: "get_state" });
      expect(state).toMatchObject({ completed: 1, failed: 0 });
      survived.add(point);
    },
  );
});

test("every fault was tried at every operation that it can befall", () => {
  const counts = FAULTS.map((kind) => {
    const survivedOf = [...survived].filter(({ fault }) => fault === kind).length;
    return `${kind} ${survivedOf} of ${points.filter(({ fault }) => fault === kind).length}`;
  });
  console.log(`every step: ${steps.length} operations; ${counts.join(", ")}`);
  expect(new Set(steps.map(({ role }) => role))).toEqual(
    new Set(["session", "coordinator", "worker"]),
  );
  expect(survived.size).toBe(points.length);
  expect(points.length).toBeGreaterThan(3 * steps.length);
});
