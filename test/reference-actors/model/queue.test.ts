import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { expect, test } from "footlights/harness";
import { Deed } from "./deed.ts";
import { QueueModel } from "./queue-model.ts";
import { FATES, type Fate, QueueWorld } from "./queue-world.ts";

/** How many stories each run tells. */
const STORIES = 2500;
/** The same stories in every run; with another number, others. */
const SEED = 5;

interface Real {
  readonly world: QueueWorld;
  readonly sql: SqlStorage;
}

/** A deed of the story, after which everything is compared. */
function deed(text: string, action: (model: QueueModel, world: QueueWorld) => void) {
  return new Deed<QueueModel, Real>(text, (model, { world, sql }) => {
    action(model, world);
    model.check(world, sql);
  });
}

const task = fc.constantFrom("t1", "t2", "t3", "t4");
const worker = fc.constantFrom("w1", "w2", "w3");

const submit = fc
  .record({
    id: task,
    priority: fc.integer({ min: 0, max: 2 }),
    attempts: fc.integer({ min: 1, max: 2 }),
    delayMs: fc.constantFrom(0, 0, 5),
    crashes: fc.boolean(),
  })
  .map(({ crashes, ...order }) =>
    deed(`submit ${JSON.stringify(order)}${crashes ? ", crashing" : ""}`, (model, world) => {
      const reply = world.ask(
        { type: "assign_task", id: 1, task: { job: "manual", input: null, ...order } },
        crashes,
      );
      if (reply !== undefined) model.taken.add(order.id);
    }),
  );
const client = fc.tuple(fc.constantFrom("cancel_task", "retry_task"), task).map(([type, id]) =>
  deed(`${type} ${id}`, (model, world) => {
    if (model.taken.has(id)) world.ask({ type, task: id });
  }),
);
const staff = fc
  .tuple(fc.constantFrom("register_worker", "register_worker", "remove_worker"), worker)
  .map(([type, name]) =>
    deed(`${type} ${name}`, (_model, world) => void world.ask({ type, worker: name })),
  );
const finish = fc
  .tuple(worker, fc.boolean())
  .map(([name, isDone]) =>
    deed(`${name} ${isDone ? "completes" : "fails"}`, (_model, world) =>
      world.finish(
        name,
        isDone ? { status: "completed", result: name } : { status: "failed", reason: name },
      ),
    ),
  );
const meet = fc
  .tuple(fc.nat({ max: 7 }), fc.constantFrom<Fate>("delivered", ...FATES))
  .map(([index, fate]) =>
    deed(`message ${index} is ${fate}`, (_model, world) => world.meet(index, fate)),
  );
const alarm = worker.map((name) =>
  deed(`alarms of main and ${name}`, (_model, world) => {
    world.tellAgain();
    world.report(name);
  }),
);
const crash = fc.constant(deed("crash", (_model, world) => world.crash()));

const story = fc.commands([submit, submit, client, staff, finish, meet, meet, alarm, crash], {
  maxCommands: 40,
  size: "+1",
});

/** From here on nothing goes wrong any more: everything comes to an end, and its submitter knows. */
function end({ world, sql }: Real, model: QueueModel): void {
  world.ask({ type: "register_worker", worker: "w9" });
  for (let round = 0; round < 6; round += 1) {
    world.tellAgain();
    for (const name of world.workers.keys()) {
      world.finish(name, { status: "completed", result: "late" });
      world.report(name);
    }
    while (world.letters.length > 0) world.meet(0, "delivered");
  }
  model.check(world, sql);
  const ends = sql.exec<{ id: string; status: string }>("SELECT id, status FROM tasks").toArray();
  for (const { id, status } of ends) {
    if (world.told.get(id) !== `task_${status}`)
      throw new Error(`${id} is ${status}, told ${world.told.get(id)}`);
  }
}

test(`loses no task and completes none twice, in ${STORIES} stories`, async ({ scope }) => {
  await scope.actor(env.POLL).inside((_actor, { storage }) => {
    let deeds = 0;
    const property = fc.property(story, (commands) => {
      const [model, real] = [
        new QueueModel(),
        { world: new QueueWorld(storage), sql: storage.sql },
      ];
      fc.modelRun(() => ({ model, real }), commands);
      end(real, model);
      deeds += [...commands].length;
    });
    fc.assert(property, { numRuns: STORIES, seed: SEED });
    expect(deeds).toBeGreaterThan(STORIES * 5);
  });
});
