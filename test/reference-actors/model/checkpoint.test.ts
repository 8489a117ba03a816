import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { expect, test } from "footlights/harness";
import { startActor } from "../../../reference-actors/actor-system/actor.ts";
import type { Behavior } from "../../../reference-actors/actor-system/behavior.ts";
import { DOActorCheckpoint } from "../../../reference-actors/actor-system/do-actor-checkpoint.ts";
import type { Outcome } from "../../../reference-actors/actor-system/outcome.ts";
import { Deed } from "./deed.ts";

const STORIES = 1500;
/** The same stories in every run; with another number, others. */
const SEED = 5;

const memory: Behavior = {
  kind: "memory",
  version: 1,
  supervision: "restart",
  start: () => 0,
  receive: (state) => ({ state, effects: [] }),
  wake: (state) => state,
  end: () => [],
  restore: (state) => state,
};
const behaviors = new Map([["memory", memory]]);
const PATHS = ["a", "a/b", "c"] as const;
type Path = (typeof PATHS)[number];

/** What anybody may expect of a checkpoint. */
interface Model {
  /** The state stored last; "damaged" until somebody looks, "refused" until it is opened again. */
  readonly states: Map<Path, number | "damaged" | "refused">;
  readonly due: Set<number>;
  setAside: number;
}
interface Real {
  checkpoint: DOActorCheckpoint;
  readonly storage: DurableObjectStorage;
}

const deed = (text: string, run: (model: Model, real: Real) => void) =>
  new Deed<Model, Real>(text, (model, real) => {
    run(model, real);
    const { sql } = real.storage;
    const { aside } = sql
      .exec<{ aside: number }>("SELECT count(*) AS aside FROM refused_snapshots")
      .one();
    expect(aside).toBe(model.setAside);
    expect(new Set(real.checkpoint.due(1000, 100).map(({ message }) => message))).toEqual(
      model.due,
    );
  });

const isKept = (model: Model, path: Path): boolean =>
  model.states.get(path) !== "refused" && model.states.get(path) !== "damaged";
const path = fc.constantFrom(...PATHS);

const write = fc
  .record({
    states: fc.dictionary(path, fc.option(fc.nat()), { minKeys: 1 }),
    due: fc.option(fc.nat({ max: 900 })),
    fails: fc.boolean(),
  })
  .map(({ states, due, fails }) =>
    deed(
      `write ${JSON.stringify({ states, due })}${fails ? ", which fails" : ""}`,
      (model, { checkpoint }) => {
        const kept = PATHS.filter((each) => states[each] !== undefined && isKept(model, each));
        const outcome: Outcome = {
          actors: new Map(kept.map((each) => [each, stateOf(each, states[each])])),
          reply: undefined,
          published: [],
          deadLetters: [],
          scheduled: [
            ...(due === null ? [] : [{ to: "a", due, message: due }]),
            ...(fails ? [{ to: "a", due: Number.NaN, message: 0 }] : []),
          ],
        };
        if (fails) {
          expect(() => checkpoint.write([outcome], [])).toThrow(/NOT NULL/);
          return;
        }
        checkpoint.write([outcome], []);
        for (const each of kept) remember(model, each, states[each]);
        if (due !== null) model.due.add(due);
      },
    ),
  );

const restore = path.map((each) =>
  deed(`restore ${each}`, (model, { checkpoint }) => {
    const expected = model.states.get(each);
    if (expected === "damaged" || expected === "refused") {
      expect(() => checkpoint.restore(each)).toThrow(/^Could not restore actor/);
      if (expected === "damaged") model.setAside += 1;
      model.states.set(each, "refused");
    } else expect(checkpoint.restore(each)?.state).toBe(expected);
  }),
);

const damage = path.map((each) =>
  deed(`damage ${each}`, (model, { storage }) => {
    if (!isKept(model, each) || !model.states.has(each)) return;
    storage.sql.exec("UPDATE snapshots SET actor = actor || ' ' WHERE path = ?", each);
    model.states.set(each, "damaged");
  }),
);

const reopen = path.map((each) =>
  deed(`reopen ${each}`, (model, { checkpoint }) => {
    checkpoint.reopen(each);
    if (model.states.get(each) === "refused") model.states.delete(each);
  }),
);

const deliver = fc.boolean().map((isTwice) =>
  deed(`deliver what is due${isTwice ? ", twice" : ""}`, (model, { checkpoint }) => {
    const numbers = checkpoint.due(1000, 100).map(({ number }) => number);
    checkpoint.write([], numbers);
    if (isTwice) checkpoint.write([], numbers);
    model.due.clear();
  }),
);

const evict = fc.constant(
  deed("evict", (_model, real) => {
    real.checkpoint = new DOActorCheckpoint(real.storage, behaviors);
  }),
);

function stateOf(at: string, state: number | null | undefined) {
  return state === null || state === undefined ? null : { ...startActor(at, memory, null), state };
}

function remember(model: Model, at: Path, state: number | null | undefined): void {
  if (state === null || state === undefined) model.states.delete(at);
  else model.states.set(at, state);
}

const story = fc.commands([write, write, restore, damage, reopen, deliver, evict], {
  maxCommands: 30,
  size: "+1",
});

test(`loses no stored state and overwrites none that is refused, in ${STORIES} stories`, async ({
  scope,
}) => {
  await scope.actor(env.POLL).inside((_actor, { storage }) => {
    const property = fc.property(story, (commands) => {
      const real = { checkpoint: new DOActorCheckpoint(storage, behaviors), storage };
      for (const table of [
        "snapshots",
        "refused_snapshots",
        "closed_paths",
        "scheduled_messages",
      ]) {
        storage.sql.exec(`DELETE FROM ${table}`);
      }
      const model: Model = { states: new Map(), due: new Set(), setAside: 0 };
      fc.modelRun(() => ({ model, real }), commands);
    });
    fc.assert(property, { numRuns: STORIES, seed: SEED });
  });
});
