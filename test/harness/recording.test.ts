import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";

test("lists every operation at which a fault can be put, in their order", async ({ scope }) => {
  const [alice, bob] = [scope.actor(env.LEDGER, "alice"), scope.actor(env.LEDGER, "bob")];
  await bob.rpc.balance();
  using recording = alice.record();
  await alice.rpc.pay(scope.name("bob"), 5);
  expect(recording.operations.map(({ kind, name, nth }) => `${kind} ${name} ${nth}`)).toEqual([
    "storage sql exec 1",
    "entry pay 1",
    "storage sql exec 2",
    "call take 1",
    "reply pay 1",
  ]);
  expect(recording.operations.map(({ detail }) => detail)).toEqual([
    "CREATE TABLE IF NOT EXISTS entry (amount INTEGER)",
    `"${scope.name("bob")}", 5`,
    "INSERT INTO entry (amount) VALUES (?)",
    `LedgerActor "${scope.name("bob")}"`,
    "5",
  ]);
});

test("counts the rows that SQL reads and writes, also while a cursor is read", async ({
  scope,
}) => {
  const ledger = scope.actor(env.LEDGER);
  for (const amount of [1, 2, 3]) await ledger.rpc.book(amount);
  using reading = ledger.record();
  await ledger.rpc.balance();
  reading.stop();
  using writing = ledger.record();
  await ledger.rpc.book(4);
  expect(reading.rows).toEqual({ read: 3, written: 0 });
  expect(writing.rows).toEqual({ read: 0, written: 1 });
  expect(writing.operations.map(({ rows }) => rows.written)).toEqual([0, 1, 0]);
});

test("counts keys and alarms, and what was counted stays when the actor is gone", async ({
  scope,
}) => {
  const [counter, ledger] = [scope.actor(env.COUNTER), scope.actor(env.LEDGER)];
  using counting = counter.record();
  await counter.rpc.increment();
  await counter.rpc.schedule(60_000);
  expect(counting.rows).toEqual({ read: 1, written: 2 });
  using noting = ledger.record();
  await ledger.rpc.note("a", "1");
  await ledger.rpc.read("a");
  const { rows } = noting;
  await ledger.crash();
  expect(noting.rows).toEqual(rows);
  expect(noting.operations.at(-2)?.rows).toEqual({ read: 1, written: 0 });
});

test("counts the entries of a list", async ({ scope }) => {
  const counter = scope.actor(env.COUNTER);
  await counter.inside(async (_actor, { storage }) => {
    await storage.put({ a: 1, b: 2, c: 3 });
  });
  using recording = counter.record();
  await counter.inside(async (_actor, { storage }) => {
    await storage.list({ limit: 2 });
    Array.from(storage.kv.list());
    await storage.delete(["a", "b"]);
  });
  expect(recording.operations.map(({ rows }) => rows)).toEqual([
    { read: 2, written: 0 },
    { read: 3, written: 0 },
    { read: 0, written: 2 },
  ]);
});

test("gives operations that faults can be put at in another run", async ({ scope }) => {
  const [first, second] = [scope.actor(env.COUNTER, "first"), scope.actor(env.COUNTER, "second")];
  using recording = first.record();
  await first.rpc.increment();
  await first.rpc.increment();
  const puts = recording.operations.filter(({ name }) => name === "put");
  const [, operation] = puts;
  if (operation === undefined) throw new Error(`There were ${puts.length} writes.`);
  const fault = second.inject({ operation }, { error: "disk full" });
  await second.rpc.increment();
  await expect(second.rpc.increment()).rejects.toThrow("disk full");
  expect(fault.hits).toBe(1);
});
