import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";

describe("scope", () => {
  test("connects to an actor of its own", async ({ scope }) => {
    const client = await scope.connect(env.ECHO, { path: "/?greet" });
    expect(await client.receive("hello")).toBe("hello");
    client.send({ type: "say", text: "hi" });
    const reply = await client.receive({ type: "say" });
    expect(reply).toEqual({ type: "say", text: "hi" });
    await client.close();
  });

  test("calls an actor through fresh stubs", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    expect(await counter.rpc.increment(2)).toBe(2);
    await counter.crash();
    expect(await counter.rpc.stored()).toBe(2);
    expect(await counter.rpc.sinceConstruction()).toBe(0);
    await expect(counter.rpc.fail("no")).rejects.toThrow("no");
  });

  test("says what did arrive", async ({ scope }) => {
    const client = await scope.connect(env.ECHO, { path: "/?greet" });
    await expect(client.receive({ type: "joined" }, { deadlineMs: 50 })).rejects.toThrow(/hello/);
  });
});
