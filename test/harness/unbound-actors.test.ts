import { exports } from "cloudflare:workers";
import { expect, openScope, test } from "footlights/harness";

test("an actor of a class that nothing binds follows virtual time", async ({ scope }) => {
  await scope.clock.freeze();
  const counter = scope.actor(exports.UnboundActor);
  await counter.rpc.schedule(3_600_000);
  await scope.clock.advance(3_600_000);
  expect(await counter.rpc.alarms()).toHaveLength(1);
});

test("nothing of it outlives its test", async () => {
  const scope = openScope();
  const counter = scope.actor(exports.UnboundActor);
  const { stub } = counter;
  await counter.rpc.schedule(3_600_000);
  await scope[Symbol.asyncDispose]();
  await using other = openScope({ id: scope.id });
  const again = other.actor(exports.UnboundActor);
  expect(again.id.toString()).toBe(stub.id.toString());
  expect(await again.inside((_instance, state) => state.storage.getAlarm())).toBeNull();
});

test("a socket is opened to one of the scope's own", async ({ scope }) => {
  const client = await scope.connect(exports.UnboundActor, { name: "alice" });
  await client.expectNoMessage();
  expect(scope.actor(exports.UnboundActor, "alice").steps).toBeGreaterThan(0);
});
