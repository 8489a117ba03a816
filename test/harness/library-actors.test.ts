import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";

// partyserver 0.5.10, which hands its listeners' promises to nobody and has a close answered by a late one.
describe.each(["PARTY", "SLEEPING_PARTY"] as const)("a room of a library, %s", (binding) => {
  test("is heard whatever its listeners do", async ({ scope }) => {
    const room = scope.actor(env[binding]);
    const alice = await scope.connect<string>(room, { path: "/?_pk=alice", name: "alice" });
    const bob = await scope.connect<string>(room, { path: "/?_pk=bob", name: "bob" });
    await alice.expectMessage("welcome alice");
    await bob.expectMessage("welcome bob");
    await alice.expectNoMessage();
    bob.send("hi");
    await expect(alice.expectNoMessage()).rejects.toThrow('found #1 "bob: hi"');
    await bob.close();
    await expect(alice.expectNoMessage(/left/)).rejects.toThrow('"bob left with 1000"');
  });
});

test("a room that hibernates is as it was", async ({ scope }) => {
  const room = scope.actor(env.SLEEPING_PARTY);
  const alice = await scope.connect<string>(room, { path: "/?_pk=alice" });
  await room.expectHibernatable();
  await room.evict();
  alice.send("again");
  await alice.receive("alice: again");
});

test("what keeps a room in memory is told at the line of its library", async ({ scope }) => {
  const room = scope.actor(env.PARTY);
  await scope.connect(room, { path: "/?_pk=alice" });
  await expect(room.expectHibernatable()).rejects.toThrow(
    /\n {2}a socket accepted the classic way at node_modules\/partyserver\/[^\n]+:\d+:\d+$/,
  );
});
