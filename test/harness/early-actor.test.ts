import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";

// First of all tests of this file: nothing is instrumented yet.
test("an actor that a stub of the test's own has constructed is watched like any other", async ({
  scope,
}) => {
  await env.LEDGER.getByName(scope.name()).book(1);
  const ledger = scope.actor(env.LEDGER);
  using recording = ledger.record();
  await ledger.rpc.book(2);
  expect(recording.operations.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "entry book",
    "storage sql exec",
    "reply book",
  ]);
  expect(recording.rows.written).toBe(1);
  ledger.inject({ storage: "sql" }, { error: "disk full" });
  await expect(ledger.rpc.book(3)).rejects.toThrow("disk full");
  await ledger.evict();
  expect(await ledger.rpc.balance()).toBe(3);
});

test("so is one that was constructed before its scope knew of it", async ({ scope }) => {
  await env.PINNED.getByName(scope.name()).setTimer(60_000);
  const pinned = scope.actor(env.PINNED);
  await pinned.rpc.setTimer(60_000);
  await expect(pinned.expectHibernatable()).rejects.toThrow(
    /^Could not hibernate PinnedActor "so-is-one[^"]*": .*\n {2}setTimeout 60000 ms at /s,
  );
  await pinned.crash();
});
