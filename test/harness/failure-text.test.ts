import { env } from "cloudflare:workers";
import { type UntypedMessage, expect, test } from "footlights/harness";
import type { Detour } from "./actors/late.ts";
import type { Script } from "./actors/scripted.ts";

/** Gives the text of the failure that a wait ends in. */
async function textOf(failing: Promise<unknown>): Promise<string> {
  const error: unknown = await failing.then(
    () => expect.fail("It did not fail."),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : String(error);
}

test("says what came, what actors wait for, and what happened, one lane per party", async ({
  scope,
}) => {
  const room = scope.actor(env.LATE);
  const alice = await scope.connect<string, readonly Detour[]>(room, { name: "alice" });
  const bob = await scope.connect<string, readonly Detour[]>(room, { name: "bob" });
  bob.send([]);
  await alice.receive("late");
  await room.inside((_instance, state) => state.waitUntil(new Promise(() => {})));
  const text = await textOf(alice.receive("joined", { deadlineMs: 30 }));
  expect(text).toMatch(
    /^Could not receive "joined" on socket "alice": found nothing that matches within 30 ms\.\n/,
  );
  expect(text).toContain('\n  received: 1 in all, 0 unread\n  read or ignored before: #0 "late"\n');
  expect(text).toMatch(
    /\n {2}actors\n {4}LateActor "[^"]+": waitUntil at test\/harness\/failure-text\.test\.ts:\d+:\d+, for \d+ ms\n/,
  );
  const lanes = text.split("\n").find((line) => /^ +ms /.test(line));
  expect(lanes).toContain('"alice"');
  expect(lanes).toContain('"bob"');
  expect(lanes).toContain("LateActor");
  expect(text).toMatch(/-\d+ +sends \[\]\n/);
  expect(text).toMatch(/-\d+ +webSocketMessage\n/);
  await room.crash();
});

test("fits one screen however much has come", async ({ scope }) => {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED, { name: "alice" });
  const messages = Array.from({ length: 500 }, (_, n) => ({ n, long: "x".repeat(1000) }));
  client.send({ do: "say", messages });
  await scope.settle();
  const text = await textOf(client.receive({ n: -1 }, { deadlineMs: 20 }));
  const lines = text.split("\n");
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(250);
  expect(text).toContain("received: 500 in all, 500 unread\n    … 490 older ones\n");
});
