import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type ActorHandle, expect, test } from "footlights/harness";
import type { PollActor } from "../../reference-actors/poll/poll-actor.ts";
import { checksum } from "../../reference-actors/actor-system/checksum.ts";

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
const opened = {
  question: "Tea?",
  isOpen: true,
  results: [
    { option: "yes", votes: 0 },
    { option: "no", votes: 0 },
  ],
};
const getResults = { type: "get_results" };

describe("a poll", () => {
  test("counts a voter once, for the last vote", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    for (const option of ["yes", "yes", "no", "no"])
      await poll.rpc.ask("poll", vote("alice", option));
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(0, 1));
  });

  test("closes, once, and keeps its results until another is opened", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    await poll.rpc.ask("poll", vote("alice"));
    const close = { type: "close_poll" };
    expect(await poll.rpc.ask("poll", close)).toEqual(await poll.rpc.ask("poll", close));
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(1, 0, false));
    expect(await poll.rpc.ask("poll", open)).toEqual(results(0, 0));
  });

  test("that was closed early does not close the next one when its time is over", async ({
    scope,
  }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", { ...open, closesInMs: 60_000 });
    await poll.rpc.ask("poll", { type: "close_poll" });
    await poll.rpc.ask("poll", open);
    await passTime(poll);
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(0, 0));
  });

  test("closes when its own time is over", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", { ...open, closesInMs: 60_000 });
    await passTime(poll);
    expect(await poll.rpc.ask("poll", getResults)).toEqual(results(0, 0, false));
  });

  test("takes ten thousand voters: the next is answered with an error, who voted may think again", async ({
    scope,
  }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    // As long as names may be, so that the fullest poll is one that can be stored.
    const voters = Array.from({ length: 10_000 }, (_value, index) => `${index}`.padEnd(128, "v"));
    await poll.evict();
    await poll.inside((_actor, { storage }) => {
      const votes = voters.map((voter) => ({ voter, option: 0 }));
      storeSnapshot(storage, 3, { ...opened, number: 1, votes });
    });
    expect(await poll.rpc.ask("poll", vote("late"))).toMatchObject({
      message: {
        type: "error",
        message:
          "Could not vote: found 10000 voters, expected no more than these. Open another poll for the others.",
      },
    });
    const again = vote(voters[0] ?? "", "no");
    expect(await poll.rpc.ask("poll", again)).toMatchObject({ message: { type: "vote_taken" } });
  });

  test.for([
    [{}, 'field "type": found nothing'],
    [{ type: "launch" }, "expected one of open_poll, vote, close_poll, get_results"],
    [{ ...open, question: 1 }, 'field "question": found 1'],
    [{ ...open, options: "yes" }, 'field "options": found "yes", expected a list of 2 to 10'],
    [{ ...open, options: ["yes", 1] }, 'field "options": found ["yes",1]'],
    [{ ...open, options: ["yes", "yes"] }, 'field "options": found ["yes","yes"]'],
    [{ ...open, options: "abcdefghijk".split("") }, "expected a list of 2 to 10 different texts"],
    [{ ...open, closesInMs: -1 }, 'field "closesInMs": found -1'],
    [{ type: "close_poll", poll: -1 }, 'field "poll": found -1'],
    [{ type: "vote", voter: "", option: "yes" }, 'field "voter": found ""'],
    [vote("alice"), "Could not vote: found the poll closed, expected an open one. Wait for"],
  ] as const)("answers %j with an error", async ([message, text], { scope }) => {
    const answer = await scope.actor(env.POLL).rpc.ask("poll", message);
    expect(answer).toMatchObject({
      type: "answer",
      message: { type: "error", message: expect.stringContaining(text) },
    });
  });

  test.for([
    [open, "Could not open another poll: found one open, expected none. Close it first."],
    [vote("alice", "maybe"), 'found option "maybe", expected one of "yes", "no"'],
  ] as const)("answers %j with an error while it is open", async ([message, text], { scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.rpc.ask("poll", open);
    const answer = await poll.rpc.ask("poll", message);
    expect(answer).toMatchObject({ message: { message: expect.stringContaining(text) } });
  });

  test("of version 1, which knew no end, is open", async ({ scope }) => {
    const poll = scope.actor(env.POLL);
    const state = { question: "Tea?", results: [{ option: "yes", votes: 1 }], votes: [] };
    await poll.inside((_actor, { storage }) => storeSnapshot(storage, 1, state));
    expect(await poll.rpc.ask("poll", getResults)).toMatchObject({
      message: { isOpen: true, results: [{ option: "yes", votes: 1 }] },
    });
  });

  test.for([
    [1, "text"],
    [2, { question: "Tea?", isOpen: "yes", results: [], votes: [] }],
    [2, { question: "Tea?", isOpen: true, results: {}, votes: [] }],
    [2, { question: "Tea?", isOpen: true, results: [] }],
    [3, { ...opened, votes: [] }],
    [2, { isOpen: true }],
  ] as const)("of version %i is refused when it is %j", async ([version, state], { scope }) => {
    const poll = scope.actor(env.POLL);
    await poll.inside((_actor, { storage }) => storeSnapshot(storage, version, state));
    expect(await poll.rpc.ask("poll", getResults)).toMatchObject({
      code: "no-reply",
      message: expect.stringContaining("found no state of a poll"),
    });
  });
});

/** Lets the time pass until which messages are scheduled, and runs the alarm as the runtime would. */
async function passTime(poll: ActorHandle<PollActor>): Promise<void> {
  await poll.inside((_actor, { storage }) =>
    storage.sql.exec("UPDATE scheduled_messages SET due = 1"),
  );
  await poll.fireAlarm();
}

/** Stores a snapshot of the poll as a former release may have left it. */
function storeSnapshot(storage: DurableObjectStorage, version: number, state: unknown): void {
  const actor = JSON.stringify({ argument: null, state, restarts: 0 });
  storage.sql.exec(
    "INSERT OR REPLACE INTO snapshots (path, format, kind, version, actor, checksum) VALUES ('poll', 1, 'poll', ?, ?, ?)",
    version,
    actor,
    checksum(actor),
  );
}
