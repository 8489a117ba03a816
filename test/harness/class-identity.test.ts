import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { expect, test } from "footlights/harness";
import { RegisteredActor } from "./actors/registered.ts";

test("a class has no more methods of its own than without the harness", async ({ scope }) => {
  const actor = scope.actor(env.REGISTERED);
  expect(await actor.rpc.whatItOverrides()).toEqual(["greet"]);
  expect(Object.getOwnPropertyNames(RegisteredActor.prototype)).toEqual([
    "constructor",
    "greet",
    "whatItOverrides",
  ]);
  expect(Object.getPrototypeOf(Object.getPrototypeOf(RegisteredActor)).name).toBe("DurableObject");
});

test("methods are those that a library remembers", async ({ scope }) => {
  const client = await scope.connect<string>(env.REGISTERED);
  client.send("leave");
  await client.expectMessage("not callable");
  client.send("greet");
  await client.expectMessage("hello from below");
});

test("handlers that an instance has of its own are entries as well", async ({ scope }) => {
  const client = await scope.connect<string>(env.REGISTERED, { name: "alice" });
  client.send("greet");
  await expect(client.expectNoMessage()).rejects.toThrow(/, in webSocketMessage$/);
});

test("an instance is itself inside, and as good as itself to the runtime's own helper", async ({
  scope,
}) => {
  const actor = scope.actor(env.REGISTERED);
  const inside = await actor.inside((instance) => instance);
  expect(inside).toBeInstanceOf(RegisteredActor);
  await runInDurableObject(actor.stub, (instance) => {
    expect(instance).toBeInstanceOf(RegisteredActor);
    expect(instance.greet()).toBe("hello from below");
    const spy = vi.spyOn(instance, "greet").mockReturnValue("mocked");
    expect(instance.greet()).toBe("mocked");
    expect(Reflect.get(instance, "greet")).toHaveBeenCalledOnce();
    spy.mockRestore();
    Object.assign(instance, { greet: () => "assigned" });
  });
  expect(inside.greet()).toBe("assigned");
});
