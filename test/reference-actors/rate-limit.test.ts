import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";
import {
  type Budget,
  fullBudget,
  spend,
} from "../../reference-actors/session-gateway/rate-limit.ts";

/** Spends as often as the budget reaches. */
function spendAll(budget: Budget, now: number): { times: number; left: Budget } {
  let left = budget;
  for (let times = 0; ; times += 1) {
    const next = spend(left, now);
    if (next === undefined) return { times, left };
    left = next;
  }
}

describe("a budget", () => {
  test("reaches for 100 requests at once", () => {
    expect(spendAll(fullBudget(0), 0).times).toBe(100);
  });

  test.for([
    [49, 0],
    [50, 1],
    [1000, 20],
    [5000, 100],
    [3_600_000, 100],
  ])("reaches after %i ms for %i more", ([elapsed, times]) => {
    const { left } = spendAll(fullBudget(0), 0);
    expect(spendAll(left, elapsed ?? 0).times).toBe(times);
  });

  test("is refilled as well when the clock was set back, so that nobody is locked out", () => {
    const { left } = spendAll(fullBudget(3_600_000), 3_600_000);
    expect(spendAll(left, 3_599_000).times).toBe(20);
    expect(spendAll(left, 0).times).toBe(100);
  });
});

describe("a session", () => {
  test("answers what is beyond its budget with an error, and keeps the socket", async ({
    scope,
  }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame>(session);
    const to = `coordinator:${scope.id}`;
    const refused = client.collect({ type: "error", code: "rate-limited" });
    const answered = client.collect({ type: "status" });
    // Sent from inside, so that no time passes in which the budget grows.
    await session.inside((actor, state) => {
      for (const socket of state.getWebSockets()) {
        for (let id = 0; id < 150; id += 1) {
          void actor.webSocketMessage(socket, JSON.stringify({ id, to, type: "get_status" }));
        }
      }
    });
    await refused.atLeast(40);
    await answered.atLeast(100);
    expect(refused.messages[0]).toMatchObject({
      to: "client:ui",
      message:
        "Could not take the message: found the session's budget spent, expected at most 100 requests at once and 20 a second. Send it again in a second.",
    });
    await client.call({ id: "own", to: `session:${scope.id}`, type: "get_session" });
  });
});
