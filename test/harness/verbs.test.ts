import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Client, type Scope, expect, test } from "footlights/harness";
import type { Script } from "./actors/scripted.ts";

type Message =
  | { readonly type: "chunk"; readonly n: number }
  | { readonly type: "done" }
  | { readonly type: "ping" }
  | { readonly type: "error"; readonly code: number };

const chunks = [1, 2, 3].map((n) => ({ type: "chunk", n }) as const);
const done = { type: "done" } as const;
const ping = { type: "ping" } as const;

/** Opens a socket whose actor then says these messages. */
async function hear(scope: Scope, ...messages: unknown[]): Promise<Client<Message, Script>> {
  const client = await scope.connect<Message, Script>(env.SCRIPTED, { name: "alice" });
  client.send({ do: "say", messages });
  return client;
}

describe("receiveN", () => {
  test("takes the next messages", async ({ scope }) => {
    const client = await hear(scope, ...chunks, done);
    expect(await client.receiveN(2)).toEqual(chunks.slice(0, 2));
    expect(await client.receiveN(0)).toEqual([]);
    expect(await client.receiveN(2)).toEqual([chunks[2], done]);
  });

  test("says how many came", async ({ scope }) => {
    const client = await hear(scope, ...chunks);
    await scope.settle();
    await expect(client.receiveN(4, { deadlineMs: 30 })).rejects.toThrow(
      'Could not receive 4 messages on socket "alice": found 3 within 30 ms.',
    );
    expect(() => client.receiveN(-1)).toThrow("found the count -1, expected a whole number.");
  });
});

describe("receiveUntil", () => {
  test("gives everything up to and with the match", async ({ scope }) => {
    const client = await hear(scope, ...chunks, done, ping);
    expect(await client.receiveUntil({ type: "done" })).toEqual([...chunks, done]);
    expect(await client.receive()).toEqual(ping);
  });

  test("says what came instead", async ({ scope }) => {
    const client = await hear(scope, ...chunks);
    await scope.settle();
    await expect(client.receiveUntil({ type: "done" }, { deadlineMs: 30 })).rejects.toThrow(
      'Could not receive messages until { type: "done" } on socket "alice": found 3 others within 30 ms.',
    );
  });
});

describe("receiveWhile", () => {
  test("ends before the first message that does not match", async ({ scope }) => {
    const client = await hear(scope, ...chunks, done);
    expect(await client.receiveWhile({ type: "chunk" })).toEqual(chunks);
    expect(await client.receive()).toEqual(done);
  });

  test("ends when everything has come to rest, without waiting for the deadline", async ({
    scope,
  }) => {
    const client = await hear(scope, ...chunks);
    const began = performance.now();
    expect(await client.receiveWhile({ type: "chunk" }, { deadlineMs: 60_000 })).toEqual(chunks);
    expect(performance.now() - began).toBeLessThan(30_000);
  });
});

describe("fishForMessage", () => {
  test("drops what comes before", async ({ scope }) => {
    const client = await hear(scope, ...chunks, done, ping);
    expect(await client.fishForMessage({ type: "done" })).toEqual(done);
    await scope.settle();
    expect(client.messages).toEqual([ping]);
  });

  test("fails on what may not be skipped", async ({ scope }) => {
    const client = await hear(scope, ...chunks, { type: "error", code: 7 }, done);
    const fishing = client.fishForMessage({ type: "done" }, { skip: { type: "chunk" } });
    await expect(fishing).rejects.toThrow(
      'Could not fish for { type: "done" } on socket "alice": found #3 { type: "error", code: 7 }, expected { type: "done" }.',
    );
  });
});

describe("expectAllOf", () => {
  test("takes one message for each matcher, in any order", async ({ scope }) => {
    const client = await hear(scope, done, ...chunks, ping);
    const [second, end] = await client.expectAllOf([{ type: "chunk", n: 2 }, { type: "done" }]);
    expect([second.n, end]).toEqual([2, done]);
    await scope.settle();
    expect(client.messages).toEqual([chunks[0], chunks[2], ping]);
  });

  test("says which is missing", async ({ scope }) => {
    const client = await hear(scope, done);
    await scope.settle();
    const waiting = client.expectAllOf([{ type: "ping" }, { type: "done" }, /x/], {
      deadlineMs: 30,
    });
    await expect(waiting).rejects.toThrow(
      'Could not see all of 3 expected messages on socket "alice": missed { type: "ping" } and /x/ within 30 ms.',
    );
  });
});

describe("expectSequence", () => {
  test("takes the next messages in this order", async ({ scope }) => {
    const client = await hear(scope, ...chunks, done);
    const [first, text] = await client.expectSequence([{ type: "chunk" }, /"n":2/]);
    expect([first.n, text]).toEqual([1, JSON.stringify(chunks[1])]);
    await scope.settle();
    expect(client.messages).toEqual([chunks[2], done]);
  });

  test("says where it broke", async ({ scope }) => {
    const client = await hear(scope, chunks[0], done);
    await expect(client.expectSequence([{ n: 1 }, { n: 2 }])).rejects.toThrow(
      'Could not see the expected sequence of 2 on socket "alice": at number 2, found #1 { type: "done" }, expected { n: 2 }.',
    );
    const waiting = client.expectSequence([{ n: 1 }], { deadlineMs: 20 });
    await expect(waiting).rejects.toThrow("found 0, next is { n: 1 } within 20 ms.");
  });
});

describe("ignore, only and flush", () => {
  test("ignore drops what is unread and what comes, until it is ended", async ({ scope }) => {
    const client = await hear(scope, ping, ...chunks);
    await scope.settle();
    const stop = client.ignore({ type: "ping" });
    client.send({ do: "say", messages: [ping, done] });
    expect(await client.receiveN(4)).toEqual([...chunks, done]);
    stop();
    client.send({ do: "say", messages: [ping] });
    expect(await client.receive()).toEqual(ping);
  });

  test("only drops everything else", async ({ scope }) => {
    const client = await hear(scope, ping, ...chunks, done);
    client.only({ type: "done" });
    expect(await client.receive()).toEqual(done);
    await client.expectNoMessage();
  });

  test("ignore without a matcher keeps no memory", async ({ scope }) => {
    const client = await hear(scope);
    client.ignore();
    const messages = Array.from({ length: 1000 }, () => ping);
    for (let batch = 0; batch < 10; batch += 1) client.send({ do: "say", messages });
    await client.expectNoMessage();
    expect(client.messages).toEqual([]);
  });

  test("flush takes what is there", async ({ scope }) => {
    const client = await hear(scope, ...chunks);
    await scope.settle();
    expect(client.flush()).toEqual(chunks);
    expect(client.flush()).toEqual([]);
  });
});

test("autoPilot answers for the test", async ({ scope }) => {
  const client = await hear(scope);
  const stop = client.autoPilot({ type: "ping" }, () => ({ do: "say", messages: [done] }));
  client.send({ do: "say", messages: [ping, ping, chunks[0]] });
  expect(await client.expectAllOf([done, done, { n: 1 }])).toEqual([done, done, chunks[0]]);
  stop();
  client.send({ do: "say", messages: [ping] });
  expect(await client.receive()).toEqual(ping);
});

test("a client can be iterated until it is closed", async ({ scope }) => {
  const client = await hear(scope, ...chunks);
  client.send({ do: "close", code: 1000, reason: "" });
  const heard: Message[] = [];
  for await (const message of client) heard.push(message);
  expect(heard).toEqual(chunks);
});

describe("a probe without a socket", () => {
  test("is delivered to from the test", async ({ scope }) => {
    const probe = scope.probe<Message>();
    probe.deliver(done);
    expect(await probe.receive({ type: "done" })).toEqual(done);
    await probe.expectNoMessage();
  });

  test("is delivered to from inside an actor, and the test goes on in its own context", async ({
    scope,
  }) => {
    const probe = scope.probe<Message>("audit");
    const counter = scope.actor(env.COUNTER);
    const waiting = probe.receive({ type: "error" });
    await counter.inside(() => probe.deliver({ type: "error", code: 3 }));
    expect(await waiting).toEqual({ type: "error", code: 3 });
    expect(await counter.rpc.increment()).toBe(1);
    await expect(probe.receive({ type: "done" }, { deadlineMs: 20 })).rejects.toThrow(
      'Could not receive { type: "done" } on audit: found nothing that matches within 20 ms.',
    );
  });
});
