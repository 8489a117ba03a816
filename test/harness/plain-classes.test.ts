import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";

// First of all tests of this file: nothing is watched yet.
test("an actor of a plain class that a stub of the test's own has constructed is kept", async ({
  scope,
}) => {
  const before = await env.PLAIN.getByName(scope.name()).fetch("http://plain.test/");
  expect(await before.json()).toBe(1);
  const plain = scope.actor(env.PLAIN);
  using recording = plain.record();
  expect(await (await plain.fetch("/")).json()).toBe(2);
  expect(recording.operations.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "entry fetch",
    "storage put",
    "reply fetch",
  ]);
});

test("an actor of a plain class is watched like any other", async ({ scope }) => {
  const plain = scope.actor(env.PLAIN);
  const client = await scope.connect<string>(plain, { name: "alice" });
  await client.expectNoMessage();
  client.send("now");
  await expect(client.expectNoMessage()).rejects.toThrow(
    /found #0 "1", expected no message\.\n {2}sent by PlainActor ".*" at test\/harness\/actors\/plain\.ts:/,
  );
  await plain.evict();
  client.send("now");
  expect(await client.receiveN(2)).toEqual(["1", "2"]);
  plain.inject({ storage: "put" }, { error: "disk full" });
  await expect(plain.fetch("/")).rejects.toThrow("disk full");
  await client.close();
});

test("an actor of a plain class follows virtual time", async ({ scope }) => {
  await scope.clock.freeze();
  const client = await scope.connect<string>(env.PLAIN);
  client.send("later");
  await client.expectNoMessage();
  await scope.clock.advance(3_600_000);
  await client.expectMessage("1");
});
