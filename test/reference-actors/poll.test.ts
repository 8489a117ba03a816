import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
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

  test.for([
    [{}, 'field "type": found nothing'],
    [{ type: "launch" }, "expected one of open_poll, vote, close_poll, get_results"],
    [{ ...open, question: 1 }, 'field "question": found 1'],
    [{ ...open, options: "yes" }, 'field "options": found "yes", expected a list of 2 to 10'],
    [{ ...open, options: ["yes", 1] }, 'field "options": found ["yes",1]'],
    [{ ...open, options: ["yes", "yes"] }, 'field "options": found ["yes","yes"]'],
    [{ ...open, options: "abcdefghijk".split("") }, "expected a list of 2 to 10 different texts"],
    [{ ...open, closesInMs: -1 }, 'field "closesInMs": found -1'],
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

/** Stores a snapshot of the poll as a former release may have left it. */
function storeSnapshot(storage: DurableObjectStorage, version: number, state: unknown): void {
  const actor = JSON.stringify({ argument: null, state, restarts: 0 });
  storage.sql.exec(
    "INSERT INTO snapshots (path, format, kind, version, actor, checksum) VALUES ('poll', 1, 'poll', ?, ?, ?)",
    version,
    actor,
    checksum(actor),
  );
}
