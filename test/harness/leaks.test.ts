import { env } from "cloudflare:workers";
import { describe, vi } from "vitest";
import {
  type ActorHandle,
  HarnessError,
  type LeakPolicy,
  type Scope,
  expect,
  openScope,
  test,
} from "footlights/harness";
import type { Detour } from "./actors/late.ts";
import type { LeakKind, LeakyActor } from "./actors/leaky.ts";
// oxlint-disable-next-line import/default -- Vite makes it
import leakySource from "./actors/leaky.ts?raw";

type Leaky = ActorHandle<LeakyActor>;

/** Gives the place of the line of the leaky actor that ends in this comment. */
function placeOf(kind: LeakKind): string {
  const index = leakySource.split("\n").findIndex((line) => line.endsWith(`// ${kind}`));
  return `test/harness/actors/leaky.ts:${index + 1}:`;
}

/** Ends a scope and gives its failures. */
async function endScope(scope: Scope): Promise<readonly HarnessError[]> {
  const thrown: unknown = await scope[Symbol.asyncDispose]().then(
    () => new AggregateError([]),
    (error: unknown) => error,
  );
  const errors: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : [thrown];
  return errors.map((error) =>
    error instanceof HarnessError ? error : expect.fail(String(error)),
  );
}

/** The first line of a stack that is not the message: where the runner points. */
function placeIn({ stack = "", message }: HarnessError): string {
  return stack.slice(stack.indexOf(message) + message.length).split("\n")[1] ?? "";
}

const named: Readonly<Record<LeakKind, string>> = {
  timeout: "setTimeout 60000 ms",
  interval: "setInterval 60000 ms",
  wait: "scheduler.wait 60000 ms",
  "nested timeout": "setTimeout 60000 ms",
  waitUntil: "waitUntil",
  call: "call actor",
  outgoing: "a socket that LeakyActor",
  alarm: "an alarm of LeakyActor",
  constructor: "setTimeout 60000 ms",
  hibernatable: "a socket that LeakyActor",
  classic: "a socket that LeakyActor",
};

type Seed = (actor: Leaky, kind: LeakKind, scope: Scope) => Promise<unknown>;

/** The ways into an actor, each with what can be left behind there. */
const ways: Readonly<Record<string, { readonly seed: Seed; readonly kinds: readonly LeakKind[] }>> =
  {
    "an RPC method": {
      seed: (actor, kind) => actor.rpc.leak(kind),
      kinds: [
        "timeout",
        "interval",
        "wait",
        "nested timeout",
        "waitUntil",
        "call",
        "outgoing",
        "alarm",
      ],
    },
    fetch: {
      seed: (actor, kind) => actor.fetch(`/?leak=${kind}`),
      kinds: ["timeout", "interval", "wait", "waitUntil", "call", "alarm"],
    },
    webSocketMessage: {
      seed: async (actor, kind, scope) => {
        const client = await scope.connect(actor);
        client.send(kind);
        await client.close();
      },
      kinds: ["timeout", "interval", "wait", "waitUntil", "call", "alarm"],
    },
    "an alarm": {
      seed: async (actor, kind) => {
        await actor.rpc.leakInAlarm(kind);
        await actor.fireAlarm();
      },
      kinds: [
        "timeout",
        "interval",
        "wait",
        "nested timeout",
        "waitUntil",
        "call",
        "outgoing",
        "alarm",
      ],
    },
    "an actor called by the actor": {
      seed: (actor, kind) => actor.rpc.leakElsewhere(kind),
      kinds: [
        "timeout",
        "interval",
        "wait",
        "nested timeout",
        "waitUntil",
        "call",
        "outgoing",
        "alarm",
      ],
    },
    "a constructor": { seed: (actor) => actor.rpc.leak("hibernatable"), kinds: ["constructor"] },
    "a socket opened without the scope": {
      seed: async (actor, kind) => {
        const headers = { Upgrade: "websocket" };
        const response = await actor.stub.fetch(`http://actor.test/${kind}`, { headers });
        response.webSocket?.accept();
      },
      kinds: ["hibernatable", "classic"],
    },
  };

const seeds = Object.entries(ways).flatMap(([way, { seed, kinds }]) =>
  kinds.map((kind) => ({ way, kind, seed })),
);

describe("what an actor leaves behind", () => {
  test("comes from many places", () => {
    expect(seeds.length).toBeGreaterThanOrEqual(38);
  });

  test.for(seeds)("is named: $kind from $way", async ({ kind, seed }) => {
    const scope = openScope({ leaks: "strict" });
    await seed(scope.actor(env.LEAKY, kind), kind, scope);
    const errors = await endScope(scope);
    const leak = errors.find((error) => placeIn(error).includes(placeOf(kind)));
    expect(leak?.message).toContain(`Could not end the test cleanly: found ${named[kind]}`);
    const others = errors.filter((error) => error !== leak && !error.message.includes("hang"));
    expect(others.map(({ message }) => message)).toEqual([]);
  });
});

describe("what a test leaves behind", () => {
  const mistakes: Readonly<Record<string, (scope: Scope, actor: Leaky) => unknown>> = {
    "rpc.leak()": (_scope, actor) => actor.rpc.leak("classic"),
    "fetch()": (_scope, actor) => actor.fetch("/"),
    "inside()": (_scope, actor) => actor.inside(() => 1),
    "evict()": (_scope, actor) => actor.evict(),
    "crash()": (_scope, actor) => actor.crash(),
    "restart()": (_scope, actor) => actor.restart(),
    "expectHibernatable()": (_scope, actor) => actor.expectHibernatable(),
    "settle()": (scope) => scope.settle(),
    "within()": (scope) => scope.within(10, () => 1),
    "eventually()": (scope) => scope.eventually(() => 1),
    "an unfired fault": (_scope, actor) => actor.inject({ storage: "put" }, { error: "x" }),
  };

  test.for(Object.keys(mistakes))("is named: %s", async (mistake) => {
    const scope = openScope();
    mistakes[mistake]?.(scope, scope.actor(env.LEAKY));
    const [error, ...others] = await endScope(scope);
    expect(error?.message).toMatch(
      /^Could not end the test cleanly: found (nobody awaiting|that the fault)/,
    );
    expect(error === undefined ? "" : placeIn(error)).toContain("test/harness/leaks.test.ts:");
    expect(others).toEqual([]);
  });

  test.for(["/", "/classic"])(
    "is named if strict: a socket at %s that it did not close",
    async (path) => {
      const scope = openScope({ leaks: "strict" });
      await scope.connect(env.LEAKY, { path, name: "alice" });
      const [error] = await endScope(scope);
      expect(error?.message).toBe(
        'Could not end the test cleanly: found socket "alice" still open, expected it closed.',
      );
      expect(error === undefined ? "" : placeIn(error)).toContain("test/harness/leaks.test.ts:");
    },
  );
});

async function leakUnder(leaks: LeakPolicy, kind: LeakKind): Promise<readonly HarnessError[]> {
  const scope = openScope({ leaks });
  await scope.actor(env.LEAKY).rpc.leak(kind);
  return endScope(scope);
}

test("a socket that an actor opened and closed itself is no leak, whatever its other end does", async ({
  scope,
}) => {
  const client = await scope.connect<string, readonly Detour[]>(env.LATE);
  client.send(["socket"]);
  await client.receive("late");
});

describe("the policy", () => {
  test("fails for what would live on, not for what the scope takes away", async () => {
    expect(await leakUnder("fail", "timeout")).toHaveLength(1);
    expect(await leakUnder("fail", "alarm")).toEqual([]);
    expect(await leakUnder("off", "timeout")).toEqual([]);
  });

  test("can warn instead", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(await leakUnder("warn", "timeout")).toEqual([]);
    expect(warn.mock.calls.flat().join("\n")).toContain("found setTimeout 60000 ms of LeakyActor");
    warn.mockRestore();
  });

  test("takes everything away in any case", async () => {
    const scope = openScope({ leaks: "off" });
    const actor = scope.actor(env.LEAKY);
    await actor.rpc.leak("interval");
    await actor.rpc.leak("alarm");
    await scope[Symbol.asyncDispose]();
    await using later = openScope({ id: scope.id });
    await later.actor(env.LEAKY).expectHibernatable();
    const alarm = await later
      .actor(env.LEAKY)
      .inside((_instance, state) => state.storage.getAlarm());
    expect(alarm).toBeNull();
  });
});
