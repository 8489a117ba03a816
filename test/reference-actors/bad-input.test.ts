import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { BridgeFrame } from "../../reference-actors/websocket-bridge/bridge-message.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";
import { badBridgeRequests, badFrames, badSessionRequests } from "./bad-frames.ts";

/** What is wrong, what was found, what was expected, and what to do. */
const SENTENCE = /^Could not .+: found .+, expected .+\. [A-Z].+\.$/s;

/** What JSON cannot carry, but a call between actors can. */
const badValues: readonly (readonly [string, unknown])[] = [
  ["nothing", undefined],
  ["a big number", 1n],
  ["a date", new Date(0)],
  ["a map", new Map([["type", "get_status"]])],
  ["bytes", new Uint8Array(3)],
  ["a hidden function", { type: { get: undefined } }],
];
const doors = ["COORDINATOR", "WORKER"] as const;
const badCalls = doors.flatMap((door) => badValues.map((value) => [door, ...value] as const));

const badUpgrades: readonly (readonly [string, string, number])[] = [
  ["without an upgrade", "/", 426],
  ["resuming after a word", "/?after=x", 409],
  ["resuming after a frame that never was", "/?after=1", 409],
  ["resuming after a negative number", "/?after=-1", 409],
  ["resuming after more digits than a number has", `/?after=${"9".repeat(400)}`, 409],
  ["resuming after invalid UTF-8", "/?after=%FF%FE", 409],
];

test("counts at least 60 cases", () => {
  const cases = [
    ...badFrames.flatMap((frame) => ["session", "poll"].map((door) => [door, ...frame])),
    ...badSessionRequests,
    ...badBridgeRequests,
    ...badCalls,
    ...badUpgrades,
  ];
  expect(cases).toHaveLength(104);
});

describe("a session answers with one error, and its socket lives on, to", () => {
  test.for(badFrames)("%s", async ([, frame, code], { scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    await client.expectMessage({ type: "session_established" });
    client.send(frame);
    const error = await client.expectMessage({ type: "error", replyTo: null });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(SENTENCE);
    await client.call({ id: 2, to: `session:${scope.id}`, type: "get_session" });
    expect(client.messages).toEqual([]);
  });

  test.for(badSessionRequests)("%s", async ([, fields, code], { scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    await client.expectMessage({ type: "session_established" });
    client.send(JSON.stringify({ id: 1, ...fields }).replaceAll("<name>", scope.id));
    const error = await client.expectMessage({ type: "error", replyTo: 1 });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(SENTENCE);
    await client.call(
      { id: 2, to: `coordinator:${scope.id}`, type: "get_status" },
      { type: "status" },
    );
    await client.call(
      { id: 3, to: `worker:${scope.id}`, type: "get_state" },
      { type: "worker_state" },
    );
    expect(client.messages).toEqual([]);
  });
});

describe("a bridge answers with one error, and its socket lives on, to", () => {
  const frames = badFrames.map(([name, frame, code]) => [name, frame, code, null] as const);
  const requests = badBridgeRequests.map(
    ([name, fields, code]) => [name, JSON.stringify({ id: 1, ...fields }), code, 1] as const,
  );

  test.for([...frames, ...requests])("%s", async ([, frame, code, replyTo], { scope }) => {
    const client = await scope.connect<BridgeFrame>(env.POLL);
    client.send(frame);
    const error = await client.expectMessage({ type: "error", replyTo });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(SENTENCE);
    const question = { id: 2, type: "ask", to: "poll", message: { type: "get_results" } };
    await client.call(question, { type: "answer", replyTo: 2 });
    expect(client.messages).toEqual([]);
  });
});

describe("an actor answers a call with one error, and lives on", () => {
  test.for(badCalls)("%s, given %s", async ([door, , value], { scope }) => {
    const from = { kind: "session", name: scope.id } as const;
    const [coordinator, worker] = [scope.actor(env.COORDINATOR), scope.actor(env.WORKER)];
    const ask = (input: unknown) =>
      door === "WORKER" ? worker.rpc.receive(from, input) : coordinator.rpc.receive(from, input);
    const error = await ask(value);
    expect(error).toMatchObject({ type: "error", message: expect.stringMatching(SENTENCE) });
    const alive = await ask({ type: door === "WORKER" ? "get_state" : "get_status" });
    expect(alive.type).not.toBe("error");
  });
});

describe("a session refuses a request", () => {
  test.for(badUpgrades)("%s", async ([, path, status], { scope }) => {
    const session = scope.actor(env.SESSION);
    const headers = status === 426 ? {} : { Upgrade: "websocket" };
    const response = await session.fetch(path, { headers });
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(SENTENCE);
    const client = await scope.connect<ClientFrame>(session);
    await client.expectMessage({ type: "session_established" });
  });
});
