import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { expect, test } from "footlights/harness";
import { addressToClient } from "../../../reference-actors/session-gateway/client-frame.ts";
import { FrameLog } from "../../../reference-actors/session-gateway/frame-log.ts";
import { Deed } from "./deed.ts";

const STORIES = 1500;
/** The same stories in every run; with another number, others. */
const SEED = 5;

/** What a client may expect: the keys of all frames in order, and up to which it acknowledged them. */
interface Model {
  readonly keys: string[];
  acknowledged: number;
}
interface Real {
  log: FrameLog;
  readonly sql: SqlStorage;
}

const worker = { kind: "worker", name: "w1" } as const;
const frame = (task: string) =>
  addressToClient(worker, 1, { type: "task_completed", task, result: null, assignment: 1 });

const deed = (text: string, run: (model: Model, real: Real) => void) =>
  new Deed<Model, Real>(text, (model, real) => {
    run(model, real);
    expect(real.log.last()).toBe(model.keys.length);
    const open = real.log
      .after(0)
      .map((each) => ("task" in each ? `${each.sequence} ${each.task}` : ""));
    expect(open).toEqual(
      model.keys.map((key, index) => `${index + 1} ${key}`).slice(model.acknowledged),
    );
  });

const key = fc.constantFrom("a", "b", "c", "d", "e", "f");
const append = key.map((each) =>
  deed(`append ${each}`, (model, { log }) => {
    const logged = log.append(each, frame(each));
    if (model.keys.includes(each)) expect(logged).toBeUndefined();
    else expect(logged).toMatchObject({ sequence: model.keys.push(each) });
  }),
);
const acknowledge = fc.nat({ max: 8 }).map((number) =>
  deed(`acknowledge ${number}`, (model, { log }) => {
    // The session refuses a number that no frame has.
    if (number > model.keys.length) return;
    log.acknowledge(number);
    model.acknowledged = Math.max(model.acknowledged, number);
  }),
);
const find = key.map((each) =>
  deed(`find ${each}`, (model, { log }) => {
    const index = model.keys.indexOf(each);
    if (index === -1) expect(log.find(each)).toBeUndefined();
    else if (index < model.acknowledged) expect(log.find(each)).toBeNull();
    else expect(log.find(each)).toMatchObject({ sequence: index + 1, task: each });
  }),
);
const resume = fc.nat({ max: 8 }).map((after) =>
  deed(`resume after ${after}`, (model, { log }) => {
    const sequences = log.after(after).map(({ sequence }) => sequence);
    const first = Math.max(after, model.acknowledged) + 1;
    const count = Math.max(0, model.keys.length - first + 1);
    expect(sequences).toEqual(Array.from({ length: count }, (_value, index) => first + index));
  }),
);
const evict = fc.constant(
  deed("evict", (_model, real) => {
    real.log = new FrameLog(real.sql);
  }),
);

const story = fc.commands([append, append, acknowledge, find, resume, evict], {
  maxCommands: 30,
  size: "+1",
});

test(`numbers every frame once and loses none, in ${STORIES} stories`, async ({ scope }) => {
  await scope.actor(env.SESSION).inside((_actor, { storage: { sql } }) => {
    const property = fc.property(story, (commands) => {
      const real = { log: new FrameLog(sql), sql };
      sql.exec("DELETE FROM frames");
      fc.modelRun(() => ({ model: { keys: [], acknowledged: 0 }, real }), commands);
    });
    fc.assert(property, { numRuns: STORIES, seed: SEED });
  });
});
