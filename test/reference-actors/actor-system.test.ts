import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { Behavior } from "../../reference-actors/actor-system/behavior.ts";
import { DOActorSystem } from "../../reference-actors/actor-system/do-actor-system.ts";

const open = { type: "open_poll", question: "Tea?", options: ["yes", "no"] };
const vote = (voter: string, option = "yes") => ({ type: "vote", voter, option });
const results = (yes: number, no: number, isOpen = true) => ({
  type: "answer",
  message: {
    type: "results",
    question: "Tea?",
    isOpen,
    results: [
      { option: "yes", votes: yes },
      { option: "no", votes: no },
    ],
  },
});
const getResults = { type: "get_results" };

/** A system with one actor, which replies to nothing. */
class SilentSystem extends DOActorSystem {
  constructor(ctx: DurableObjectState, bindings: Cloudflare.Env) {
    const silent: Behavior<null> = {
      kind: "silent",
      version: 1,
      supervision: "stop",
      start: () => null,
      receive: (state) => ({ state, effects: [] }),
      wake: (state) => state,
      end: () => [],
      restore: () => null,
    };
    super(ctx, bindings, {
      behaviors: [silent],
      roots: [{ path: "silent", behavior: silent, argument: null }],
      publish: () => {},
    });
  }
}

describe("a system of actors", () => {
  test("answers what it was asked, and keeps it over an eviction", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    expect(await poll.rpc.ask("poll", open)).toEqual(results(0, 0));
    await poll.rpc.ask("poll", vote("alice"));
    await poll.evict();
    await poll.rpc.ask("poll", vote("bob", "no"));
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(1, 1));
  });

  test.for(["ask", "tell"] as const)(
    "loses nothing in a crash that it acknowledged to %s",
    async (verb, { scope }) => {
      const poll = scope.actor(env.POLL);
      await poll.rpc[verb]("poll", open);
      for (const voter of ["alice", "bob", "carol"]) {
        expect(await poll.rpc[verb]("poll", vote(voter))).toMatchObject({
          type: verb === "ask" ? "answer" : "accepted",
        });
        await poll.crash();
      }
      expect(await poll.rpc.ask("poll", getResults)).toEqual(results(3, 0));
    },
  );

  test("writes no row for a message of which nothing but a reply comes", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    using recording = poll.record();
    await poll.rpc.ask("poll", getResults);
    await poll.rpc.ask("poll", vote("alice", "maybe"));
    expect(recording.rows.written).toBe(0);
    await poll.rpc.ask("poll", vote("alice"));
    expect(recording.rows.written).toBeGreaterThan(0);
  });

  test("stores what was posted when the alarm comes", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    await poll.rpc.post("poll", vote("alice"));
    await poll.rpc.post("poll", vote("bob"));
    await poll.fireAlarm();
    await poll.crash();
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(2, 0));
  });

  test("stores what was posted with the next that is acknowledged", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    await poll.rpc.post("poll", vote("alice"));
    await poll.rpc.tell("poll", vote("bob"));
    await poll.crash();
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(2, 0));
  });

  test("stores every fifty messages that were posted", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    await poll.inside((actor, state) => {
      for (let voter = 1; voter <= 60; voter += 1) actor.post("poll", vote(`voter-${voter}`));
      return state.storage.sync();
    });
    await poll.crash();
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(50, 0));
  });

  test("brings what an actor scheduled", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", { ...open, closesInMs: 1 });
    await poll.evict();
    await scope.eventually(async () => {
      expect(await poll.rpc.ask("poll", getResults)).toEqual(results(0, 0, false));
    });
  });

  test("keeps the alarm for the earlier of what is scheduled and what is to be stored", async ({
    scope,
  }) => {
    const poll = scope.actor(env.POLL);
    const alarm = () => poll.inside((_actor, { storage }) => storage.getAlarm());
    await poll.rpc.ask("poll", { ...open, closesInMs: 60_000 });
    const closing = await alarm();
    await poll.rpc.post("poll", vote("alice"));
    expect(await alarm()).toBeLessThan(Number(closing));
    await poll.fireAlarm();
    expect(await alarm()).toBe(closing);
  });

  test("keeps what nobody took as dead letters", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    expect(await poll.rpc.tell("nobody", "hello")).toEqual({ type: "accepted" });
    const [letter] = await poll.rpc.deadLetters();
    expect(letter).toMatchObject({ to: "nobody", message: "hello", reason: "found no such actor" });
  });

  test("keeps a scheduled message as a dead letter when it fails, and goes on", async ({
    scope,
  }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    await poll.inside(async (_actor, { storage }) => {
      const schedule = "INSERT INTO scheduled_messages (path, due, message) VALUES (?, 1, ?)";
      storage.sql.exec(schedule, "poll/option-0", '"no number"');
      storage.sql.exec(schedule, "poll", '{"type":"close_poll"}');
      await storage.setAlarm(Date.now() + 60_000);
    });
    await poll.fireAlarm();
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(0, 0, false));
    const letters = await poll.rpc.deadLetters();
    expect(letters.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('actor "poll/option-0" failing with'),
    );
  });
});

describe("an error", () => {
  test.for([
    ["nobody", getResults, "no-reply", "found no such actor, expected a reply at once"],
    ["poll", 7n, "invalid-body", "what is no JSON"],
    ["poll/option-0", "no number", "actor-failed", 'actor "poll/option-0" failing with'],
  ] as const)("answers what %s is asked: %s", async ([path, message, code, text], { scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    const answer = await poll.rpc.ask(path, message);
    expect(answer).toMatchObject({ type: "error", code, message: expect.stringContaining(text) });
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(0, 0));
  });

  test("answers when an actor stays silent", async ({ scope }) => {
    const answer = await scope.actor(env.POLL).inside((_actor, state) => {
      const system = new SilentSystem(state, env);
      return system.ask("silent", "hello");
    });
    expect(answer).toEqual({
      type: "error",
      code: "no-reply",
      message:
        'Could not get an answer of actor "silent": found it silent, expected a reply at once. Send it a message that it replies to.',
    });
  });

  test("answers when an actor's snapshot is refused, until its path is reopened", async ({
    scope,
  }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    await poll.inside((_actor, { storage }) => {
      storage.sql.exec("UPDATE snapshots SET kind = 'gone' WHERE path = 'poll/option-0'");
    });
    await poll.evict();
    const answer = await poll.rpc.ask("poll/option-0", 1);
    expect(answer).toMatchObject({ code: "no-reply", message: expect.stringContaining("gone") });
    await poll.rpc.reopen("poll/option-0");
    expect(await poll.rpc.ask("poll/option-0", 1)).toMatchObject({
      message: expect.stringContaining("found no such actor"),
    });
  });

  test("that storing throws undoes in memory what could not be stored", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    const rename = (from: string, to: string) =>
      poll.inside((_actor, { storage }) => storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`));
    await rename("snapshots", "hidden");
    await expect(poll.rpc.tell("poll", vote("alice"))).rejects.toThrow(/no such table/);
    await rename("hidden", "snapshots");
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(0, 0));
  });
});
