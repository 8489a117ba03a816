import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Client, type Scope, expect, test } from "footlights/harness";
import type { Script } from "./actors/scripted.ts";

type Message =
  | { readonly type: "joined"; readonly user: string }
  | { readonly type: "left"; readonly user: string; readonly at?: { readonly line: number } }
  | { readonly type: "reply"; readonly id: string };

/** Opens a socket whose actor then says these messages. */
async function hear(scope: Scope, ...messages: unknown[]): Promise<Client<Message, Script>> {
  const client = await scope.connect<Message, Script>(env.SCRIPTED, { name: "alice" });
  client.send({ do: "say", messages });
  return client;
}

const ada = { type: "joined", user: "ada" } as const;
const bob = { type: "joined", user: "bob" } as const;
const gone = { type: "left", user: "ada", at: { line: 3 } } as const;

describe("receive", () => {
  test("takes the first match and leaves the rest unread, in order", async ({ scope }) => {
    const client = await hear(scope, ada, gone, bob);
    expect(await client.receive({ user: "bob" })).toEqual(bob);
    expect(client.messages).toEqual([ada, gone]);
    expect(client.peek()).toEqual(ada);
    expect(await client.receive()).toEqual(ada);
    expect(await client.receive()).toEqual(gone);
    expect(client.peek()).toBeUndefined();
  });

  test("waits for what has not come yet", async ({ scope }) => {
    const client = await hear(scope);
    const later = client.receive({ type: "left" });
    client.send({ do: "say", messages: [ada, gone] });
    expect(await later).toEqual(gone);
  });

  test("serves those who asked first", async ({ scope }) => {
    const client = await hear(scope);
    const waits = [client.receive(), client.receive({ user: "bob" }), client.receive()];
    client.send({ do: "say", messages: [ada, bob, gone] });
    expect(await Promise.all(waits)).toEqual([ada, bob, gone]);
  });

  test("matches partial objects at every depth", async ({ scope }) => {
    const client = await hear(scope, { ...gone, at: { line: 1 } }, gone);
    expect(await client.receive({ at: { line: 3 } })).toEqual(gone);
  });

  test("matches with predicates, and passes over messages they throw on", async ({ scope }) => {
    const client = await hear(scope, ada, gone);
    const found = await client.receive(
      (message) => message.type === "left" && message.at?.line === 3,
    );
    expect(found).toEqual(gone);
    client.send({ do: "say", messages: [gone] });
    expect(await client.receive(throwUnlessLeft)).toEqual(gone);
  });

  test("matches with type guards", async ({ scope }) => {
    const client = await hear(scope, ada, gone);
    expect((await client.receive(isLeft)).at.line).toBe(3);
  });

  test("matches with regular expressions on the text, also with the g flag", async ({ scope }) => {
    const client = await hear(scope, "one", ada, "two", "two");
    expect(await client.receive(/tw/g)).toBe("two");
    expect(await client.receive(/tw/g)).toBe("two");
    expect(await client.receive(/"user":"ada"/)).toBe(JSON.stringify(ada));
    expect(await client.receive("one")).toBe("one");
  });

  test("matches with regular expressions inside a pattern, and text alone", async ({ scope }) => {
    const client = await hear(scope, ada, bob, gone);
    expect(await client.receive({ user: /^b/g })).toEqual(bob);
    await client.expectNoMessage({ user: /^c/ });
    // @ts-expect-error -- an object is no text, and so matches no expression
    await client.expectNoMessage({ at: /./ });
    await expect(client.expectMessage({ user: /^x/ })).rejects.toThrow(
      'user: expected /^x/, received "ada"',
    );
  });

  test("matches with asymmetric matchers, whole or inside a pattern", async ({ scope }) => {
    const client = await hear(scope, ada, bob, gone);
    expect(await client.receive({ user: expect.stringMatching(/^b/) })).toEqual(bob);
    expect(await client.receive(expect.objectContaining({ at: { line: 3 } }))).toEqual(gone);
  });

  test("matches with a Standard Schema and gives its output", async ({ scope }) => {
    const client = await hear(scope, gone, ada);
    const name = {
      "~standard": {
        version: 1,
        vendor: "by-hand",
        validate: (value: unknown) =>
          typeof value === "object" && value !== null && "user" in value && !("at" in value)
            ? { value: String(value.user) }
            : { issues: [{ message: "no user alone" }] },
      },
    } as const;
    const user: string = await client.receive(name);
    expect(user).toBe("ada");
    await expect(client.receive(name, { deadlineMs: 20 })).rejects.toThrow(
      'Could not receive a message of the by-hand schema on socket "alice": found nothing that matches within 20 ms.',
    );
  });

  test("refuses an asynchronous schema", async ({ scope }) => {
    const client = await hear(scope, ada);
    await client.receive({ type: "joined" });
    client.send({ do: "say", messages: [ada] });
    await scope.eventually(() => expect(client.peek()).toBeDefined());
    await expect(async () => client.receive(slowSchema)).rejects.toThrow(
      "Could not match with a slow schema: found an asynchronous one, expected a synchronous one.",
    );
  });

  test("passes bytes through as bytes", async ({ scope }) => {
    const client = await hear(scope);
    client.send({ do: "bytes", length: 3 });
    expect(await client.receive(new Uint8Array([7, 7, 7]))).toEqual(new Uint8Array([7, 7, 7]));
  });

  test("keeps text that only looks like JSON as text", async ({ scope }) => {
    const client = await hear(scope, "{not json", "17", "[1]");
    expect([await client.receive(), await client.receive(), await client.receive()]).toEqual([
      "{not json",
      "17",
      [1],
    ]);
  });
});

describe("expectMessage", () => {
  test("takes the next message", async ({ scope }) => {
    const client = await hear(scope, ada, gone);
    expect(await client.expectMessage()).toEqual(ada);
    expect(await client.expectMessage({ type: "left" })).toEqual(gone);
  });

  test("fails on the first message that is another one, with the differences", async ({
    scope,
  }) => {
    const client = await hear(scope, ada, gone);
    await expect(client.expectMessage({ type: "left", at: { line: 3 } })).rejects.toThrow(
      'Could not take the expected message on socket "alice": found #0 { type: "joined", user: "ada" }, ' +
        'expected { type: "left", at: { line: 3 } }.\n' +
        '  type: expected "left", received "joined"\n' +
        "  at: expected { line: 3 }, received undefined",
    );
  });
});

describe("collect", () => {
  test("views what matches, live, and takes nothing", async ({ scope }) => {
    const client = await hear(scope, ada);
    await scope.eventually(() => expect(client.messages).toHaveLength(1));
    const joined = client.collect({ type: "joined" });
    client.send({ do: "say", messages: [gone, bob] });
    expect(await joined.atLeast(2)).toEqual([ada, bob]);
    expect([...joined].map(({ user }) => user)).toEqual(["ada", "bob"]);
    expect(joined).toHaveLength(2);
    expect(client.messages).toEqual([ada, gone, bob]);
  });

  test("says how many came when too few did", async ({ scope }) => {
    const client = await hear(scope, ada, gone);
    const left = client.collect({ type: "left" });
    await scope.settle();
    await expect(left.atLeast(2, { deadlineMs: 30 })).rejects.toThrow(
      'Could not collect 2 of { type: "left" } on socket "alice" within 30 ms: found 1.',
    );
  });
});

describe("call", () => {
  test("takes the reply with the same id, not an earlier or another one", async ({ scope }) => {
    const client = await hear(scope, { type: "reply", id: "1" });
    await scope.eventually(() => expect(client.messages).toHaveLength(1));
    const reply = await client.call(
      { do: "reply", id: "1", after: [{ type: "reply", id: "0" }] },
      { type: "reply" },
    );
    expect(reply.id).toBe("1");
    expect(client.messages).toEqual([
      { type: "reply", id: "1" },
      { type: "reply", id: "0" },
    ]);
  });

  test("keeps concurrent calls apart", async ({ scope }) => {
    const client = await hear(scope);
    const ids = Array.from({ length: 20 }, (_, index) => String(index));
    const replies = await Promise.all(
      ids.map((id) => client.call({ do: "reply", id }, { type: "reply" })),
    );
    expect(replies.map(({ id }) => id)).toEqual(ids);
  });

  test("says which id the reply lacked", async ({ scope }) => {
    const client = await hear(scope);
    const call = client.call({ do: "say", messages: [{ type: "reply", id: "x" }] }, { id: "y" });
    client.send({ do: "close", code: 1000, reason: "" });
    await expect(call).rejects.toThrow(
      '#0 { type: "reply", id: "x" }  (id: expected "y", received "x")',
    );
  });
});

function throwUnlessLeft(message: Message): boolean {
  if (message.type === "left") return true;
  throw new TypeError(`cannot read ${message.type}`);
}

function isLeft(message: Message): message is typeof gone {
  return message.type === "left";
}

const slowSchema = {
  "~standard": { version: 1, vendor: "slow", validate: async (value: unknown) => ({ value }) },
} as const;
