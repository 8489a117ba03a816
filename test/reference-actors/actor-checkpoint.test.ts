import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Scope, expect, test } from "footlights/harness";
import { type Actor, startActor } from "../../reference-actors/actor-system/actor.ts";
import type { Behavior } from "../../reference-actors/actor-system/behavior.ts";
import { DOActorCheckpoint } from "../../reference-actors/actor-system/do-actor-checkpoint.ts";
import type { Outcome } from "../../reference-actors/actor-system/outcome.ts";
import type { Json } from "../../reference-actors/protocol.ts";

/** Counts; version 2 has its count in an object. */
const counter: Behavior = {
  kind: "counter",
  version: 2,
  supervision: "restart",
  start: () => ({ count: 0 }),
  receive: (state) => ({ state, effects: [] }),
  wake: (state) => state,
  end: () => [],
  restore: (state, version) => {
    if (version === 1) return { count: state };
    if (state === "nonsense") throw new Error("found nonsense");
    return state;
  },
};
const behaviors = new Map([["counter", counter]]);
const nothing = { reply: undefined, scheduled: [], published: [], deadLetters: [] };

const actor = (path: string, state: Json): Actor => ({ ...startActor(path, counter, "x"), state });
const changing = (...actors: readonly Actor[]): Outcome => ({
  ...nothing,
  actors: new Map(actors.map((each) => [each.path, each])),
});

/** Runs inside an actor whose database nobody else uses. */
function inside<Result>(
  scope: Scope,
  body: (checkpoint: DOActorCheckpoint, storage: DurableObjectStorage) => Result,
): Promise<Result> {
  return scope
    .actor(env.POLL)
    .inside((_actor, { storage }) => body(new DOActorCheckpoint(storage, behaviors), storage));
}

describe("a checkpoint", () => {
  test("gives back what was stored, after an eviction", async ({ scope }) => {
    const stored = { ...actor("a", { count: 5 }), restarts: 2 };
    await inside(scope, (checkpoint) => checkpoint.write([changing(stored)], []));
    await scope.actor(env.POLL).evict();
    const restored = await inside(scope, (checkpoint) => checkpoint.restore("a"));
    expect(restored).toEqual(stored);
  });

  test("gives back the last of several states, and nothing of an actor that ended", async ({
    scope,
  }) => {
    const [a, b] = await inside(scope, (checkpoint) => {
      const ended = { ...nothing, actors: new Map([["b", null]]) };
      const later = changing(actor("a", 2));
      checkpoint.write([changing(actor("a", 1), actor("b", 1)), later, ended], []);
      return [checkpoint.restore("a"), checkpoint.restore("b")];
    });
    expect(a).toMatchObject({ state: 2 });
    expect(b).toBeUndefined();
  });

  test("stores all or nothing", async ({ scope }) => {
    const impossible = { to: "a", due: Number.NaN, message: null };
    const restored = await inside(scope, (checkpoint) => {
      const outcome = { ...changing(actor("a", 1)), scheduled: [impossible] };
      expect(() => checkpoint.write([outcome], [])).toThrow(/NOT NULL constraint/);
      return checkpoint.restore("a");
    });
    expect(restored).toBeUndefined();
  });

  test("knows who is below whom", async ({ scope }) => {
    const below = await inside(scope, (checkpoint) => {
      const paths = ["a", "a/b", "a/b/c", "a-b", "a0", "ab/c"];
      checkpoint.write([changing(...paths.map((path) => actor(path, 1)))], []);
      return checkpoint.below("a");
    });
    expect(below).toEqual(["a/b", "a/b/c"]);
  });

  test("brings an older state to this version", async ({ scope }) => {
    const restored = await inside(scope, (checkpoint, { sql }) => {
      checkpoint.write([changing(actor("a", 7))], []);
      sql.exec("UPDATE snapshots SET version = 1");
      return checkpoint.restore("a");
    });
    expect(restored).toMatchObject({ state: { count: 7 } });
  });

  test("keeps the thousand latest dead letters", async ({ scope }) => {
    const sender = { path: null, correlation: null };
    const letters = Array.from({ length: 1001 }, (_value, message) => ({
      to: "a",
      sender,
      message,
      reason: "none",
    }));
    const kept = await inside(scope, (checkpoint) => {
      checkpoint.write([{ ...nothing, actors: new Map(), deadLetters: letters }], []);
      return checkpoint.deadLetters();
    });
    expect(kept).toHaveLength(1000);
    expect(kept[0]).toEqual(letters[1000]);
  });

  test("brings scheduled messages when they are due, until they are delivered", async ({
    scope,
  }) => {
    const scheduled = [200, 100, 300].map((due) => ({ to: "a", due, message: due }));
    await inside(scope, (checkpoint) => {
      checkpoint.write([{ ...nothing, actors: new Map(), scheduled }], []);
      expect(checkpoint.nextDue()).toBe(100);
      const due = checkpoint.due(200, 10);
      expect(due.map(({ message }) => message)).toEqual([100, 200]);
      checkpoint.write(
        [],
        due.map(({ number }) => number),
      );
      expect(checkpoint.nextDue()).toBe(300);
    });
  });
});

describe("a snapshot is refused and set aside as it was", () => {
  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ["is damaged", "actor = replace(actor, '7', '8')", /found checksum \d+, expected \d+/],
    ["is no JSON any more", "actor = substr(actor, 5)", /found checksum/],
    ["has another format", "format = 2", /found format 2, expected 1/],
    ["is of a later release", "version = 3", /found version 3, expected at most 2/],
    [
      "is of a kind that is not here",
      "kind = 'chat'",
      /found kind "chat", expected one of counter/,
    ],
  ];

  test.for(refusals)("when it %s", async ([, damage, reason], { scope }) => {
    await inside(scope, (checkpoint, { sql }) => {
      checkpoint.write([changing(actor("a", 7), actor("b", 1))], []);
      sql.exec(`UPDATE snapshots SET ${damage} WHERE path = 'a'`);
      const [damaged] = sql.exec("SELECT * FROM snapshots WHERE path = 'a'").toArray();
      for (const text of [reason, reason]) {
        expect(() => checkpoint.restore("a")).toThrow(text);
        expect(() => checkpoint.restore("a")).toThrow(
          /^Could not restore actor "a": .* Its snapshot is set aside as it was; look at it, then reopen the path\.$/,
        );
      }
      const aside = sql.exec("SELECT * FROM refused_snapshots").toArray();
      expect(aside).toMatchObject([{ ...damaged }]);
      expect(checkpoint.restore("b")).toMatchObject({ state: 1 });
    });
  });

  test("when its state cannot be read", async ({ scope }) => {
    await inside(scope, (checkpoint) => {
      checkpoint.write([changing(actor("a", "nonsense"))], []);
      expect(() => checkpoint.restore("a")).toThrow(/found nonsense/);
    });
  });

  test("and stays there when the path is reopened and used again", async ({ scope }) => {
    await inside(scope, (checkpoint, { sql }) => {
      checkpoint.write([changing(actor("a", "nonsense"))], []);
      expect(() => checkpoint.restore("a")).toThrow(/found nonsense/);
      checkpoint.reopen("a");
      expect(checkpoint.restore("a")).toBeUndefined();
      checkpoint.write([changing(actor("a", 1))], []);
      expect(checkpoint.restore("a")).toMatchObject({ state: 1 });
      const aside = sql.exec<{ actor: string }>("SELECT actor FROM refused_snapshots").one();
      expect(JSON.parse(aside.actor)).toMatchObject({ state: "nonsense" });
    });
  });
});
