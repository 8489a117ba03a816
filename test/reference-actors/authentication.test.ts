import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";
import { authenticate } from "../../reference-actors/session-gateway/authenticate.ts";
import { isAllowed } from "../../reference-actors/session-gateway/grant.ts";
import { signToken, verifyToken } from "../../reference-actors/session-gateway/token.ts";
import worker from "../../reference-actors/worker.ts";
import configuration from "../../reference-actors/wrangler.jsonc?raw";

const secret = "a secret of the test";
const minute = 60_000;
const allow = ["coordinator:main", "worker:team-*"];

/** The Worker as it is deployed with a secret: it lets nobody in without a token. */
const closed = {
  fetch: async (request: Request): Promise<Response> =>
    worker.fetch(request, { ...env, ANONYMOUS: "no", TOKEN_SECRET: secret }),
};

function inSeconds(milliseconds: number): number {
  return Math.ceil((Date.now() + milliseconds) / 1000);
}

describe("a token", () => {
  const claims = { session: "alice", expires: 2000, allow };
  const expected = { secret, session: "alice", now: 1_999_999 };

  test("grants what it was signed with", async () => {
    const token = await signToken(secret, claims);
    expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
    expect(await verifyToken(token, expected)).toEqual({ status: "granted", grant: { allow } });
  });

  test("may name what is not ASCII", async () => {
    const token = await signToken(secret, { ...claims, session: "Zoë ☕" });
    const verdict = await verifyToken(token, { ...expected, session: "Zoë ☕" });
    expect(verdict.status).toBe("granted");
  });

  test.for([
    ["when it expires", { now: 2_000_000 }, "found a token that has expired"],
    ["for another session", { session: "bob" }, 'found a token for session "alice"'],
    ["of another secret", { secret: "other" }, "found a token that was not signed here"],
  ] as const)("is refused %s", async ([, changed, reason]) => {
    const token = await signToken(secret, claims);
    const verdict = await verifyToken(token, { ...expected, ...changed });
    expect(verdict).toEqual({ status: "refused", reason });
  });

  test("is refused when one character of it is another", async () => {
    const token = await signToken(secret, claims);
    for (const index of [0, 20, token.indexOf(".") + 1, token.length - 2]) {
      const other = token[index] === "A" ? "B" : "A";
      const forged = token.slice(0, index) + other + token.slice(index + 1);
      const verdict = await verifyToken(forged, expected);
      expect(verdict).toMatchObject({ reason: "found a token that was not signed here" });
    }
  });

  test.for(["", ".", "a.b", `a.${"=".repeat(43)}`, "a".repeat(44), `a.b.${"c".repeat(43)}`])(
    "is refused when it is no token: %j",
    async (token) => {
      const reason = "found no token, expected one made with signToken";
      expect(await verifyToken(token, expected)).toEqual({ status: "refused", reason });
    },
  );
});

describe("an address", () => {
  test.for([
    ["coordinator", "main", true],
    ["coordinator", "main2", false],
    ["coordinator", "", false],
    ["worker", "team-1", true],
    ["worker", "team-", true],
    ["worker", "tea", false],
    ["worker", "main", false],
  ] as const)("%s:%s is allowed: %s", ([kind, name, expected]) => {
    expect(isAllowed({ allow }, { kind, name })).toBe(expected);
  });
});

describe("the upgrade", () => {
  test("opens a session for its token, and routes to what that allows only", async ({ scope }) => {
    const allowed = `coordinator:${scope.id}`;
    const claims = { session: scope.id, expires: inSeconds(minute), allow: [allowed] };
    const token = await signToken(secret, claims);
    const path = `/session/${scope.id}?token=${token}`;
    const client = await scope.connect<ClientFrame>(closed, { path });
    await client.expectMessage({ type: "session_established", session: scope.id });
    await client.call({ id: 1, to: allowed, type: "get_status" }, { type: "status" });
    const other = `worker:${scope.id}`;
    const error = await client.call({ id: 2, to: other, type: "get_state" }, { type: "error" });
    expect(error).toMatchObject({
      to: "client:ui",
      replyTo: 2,
      code: "address-not-allowed",
      message: `Could not route the message: found address "${other}", expected one of ${allowed}. Open the session with a token that allows it.`,
    });
    await client.call({ id: 3, to: allowed, type: "get_status" }, { type: "status" });
  });

  test.for(["worker:", "worker:☕"])(
    "fits what a token may allow at most to a socket: %s",
    async (begin, { scope }) => {
      const fill = (bytes: number): string[] => {
        const list = JSON.stringify([`coordinator:${scope.id}`, begin]);
        const left = bytes - new TextEncoder().encode(list).length;
        return [`coordinator:${scope.id}`, begin + "a".repeat(left)];
      };
      const open = async (bytes: number): Promise<string> => {
        const claims = { session: scope.id, expires: inSeconds(minute), allow: fill(bytes) };
        return `/session/${scope.id}?token=${await signToken(secret, claims)}`;
      };
      const client = await scope.connect<ClientFrame>(closed, { path: await open(7000) });
      const to = `coordinator:${scope.id}`;
      await client.call({ id: 1, to, type: "get_status" }, { type: "status" });
      const refused = await closed.fetch(new Request(`http://actor.test${await open(7001)}`));
      expect(refused.status).toBe(401);
      expect(await refused.text()).toContain(
        "found 7001 bytes of addresses in the token, at most 7000 allowed, expected a token for it.",
      );
    },
  );

  test("keeps what was allowed while the actor hibernates", async ({ scope }) => {
    const claims = { session: scope.id, expires: inSeconds(minute), allow: [] };
    const path = `/session/${scope.id}?token=${await signToken(secret, claims)}`;
    const client = await scope.connect<ClientFrame>(closed, { path });
    await scope.actor(env.SESSION).evict();
    const message = { id: 1, to: `worker:${scope.id}`, type: "get_state" };
    await client.call(message, { type: "error", code: "address-not-allowed" });
  });

  test("takes no grant from the client itself", async ({ scope }) => {
    const claims = { session: scope.id, expires: inSeconds(minute), allow: [] };
    const client = await scope.connect<ClientFrame>(closed, {
      path: `/session/${scope.id}?token=${await signToken(secret, claims)}`,
      headers: { "Session-Grant": '{"allow":["worker:*"]}' },
    });
    const message = { id: 1, to: `worker:${scope.id}`, type: "get_state" };
    await client.call(message, { type: "error", code: "address-not-allowed" });
  });

  test.for([
    ["without a token", "", "found no token, expected a token for it"],
    ["with an empty token", "?token=", "found no token, expected one made with signToken"],
    [
      "with a forged token",
      `?token=e30.${"A".repeat(43)}`,
      "found a token that was not signed here",
    ],
  ] as const)("is answered 401 %s, and wakes nobody", async ([, query, reason], { scope }) => {
    const request = new Request(`http://actor.test/session/${scope.id}${query}`, {
      headers: { Upgrade: "websocket" },
    });
    const response = await closed.fetch(request);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain(`Could not open session "${scope.id}": ${reason}`);
    const stored = await scope
      .actor(env.SESSION)
      .inside((_actor, { storage }) => storage.kv.get("name"));
    expect(stored).toBeUndefined();
  });

  test.for([
    ["a token, and no secret is set", "?token=a.b", { ANONYMOUS: "allowed" }],
    ["a token, and the secret is empty", "?token=a.b", { ANONYMOUS: "allowed", TOKEN_SECRET: "" }],
    ["no token, and no secret is set", "", {}],
  ] as const)("is refused with %s", async ([, query, vars]) => {
    const request = new Request(`http://actor.test/session/alice${query}`);
    const reason = "found no TOKEN_SECRET to check one with";
    expect(await authenticate(request, "alice", vars)).toEqual({ status: "refused", reason });
  });

  test("is deployed so that nobody gets in without a token", () => {
    expect(configuration).toContain('"name": "footlights-reference-actors"');
    expect(configuration).not.toContain('"vars"');
  });
});
