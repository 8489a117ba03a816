import { env } from "cloudflare:workers";
import { type Scope, type ScopeOptions, openScope } from "footlights/harness";
import { type Provocation, connectScripted } from "./provocation.ts";

const CLEANLY = "^Could not end the test cleanly: found ";

/** Ends a scope of its own in which something was left behind. */
function leave(
  does: (scope: Scope) => Promise<unknown>,
  options: ScopeOptions = {},
): Provocation["provoke"] {
  return async () => {
    const scope = openScope({ deadlineMs: 300, ...options });
    await does(scope);
    return scope[Symbol.asyncDispose]();
  };
}

function leak(
  kind: "timeout" | "wait" | "call" | "waitUntil" | "alarm",
): (scope: Scope) => Promise<void> {
  return (scope) => scope.actor(env.LEAKY).rpc.leak(kind);
}

/** What the end of a test, and faults, say. */
export const leftovers: readonly Provocation[] = [
  {
    promise: "timers are cleared",
    code: "leak",
    says: new RegExp(
      `${CLEANLY}setTimeout 60000 ms of LeakyActor "[^"]+" still to come, expected it cleared\\.$`,
    ),
    provoke: leave(leak("timeout")),
  },
  {
    promise: "waits end",
    code: "leak",
    says: new RegExp(
      `${CLEANLY}scheduler\\.wait 60000 ms of LeakyActor "[^"]+" still to come, expected it cleared\\.$`,
    ),
    provoke: leave(leak("wait")),
  },
  {
    promise: "calls end",
    code: "several",
    says: /\n- Could not end the test cleanly: found call actor "[^"]+"\.hang of LeakyActor "[^"]+" still in flight, expected it to end\./,
    provoke: leave(leak("call")),
  },
  {
    promise: "work ends",
    code: "leak",
    says: new RegExp(
      `${CLEANLY}waitUntil of LeakyActor "[^"]+" still in flight, expected it to end\\.$`,
    ),
    provoke: leave(leak("waitUntil")),
  },
  {
    promise: "alarms fire or are deleted, when leaks are taken strictly",
    code: "leak",
    says: new RegExp(
      `${CLEANLY}an alarm of LeakyActor "[^"]+" still set, expected it to fire or deleted\\.$`,
    ),
    provoke: leave(leak("alarm"), { leaks: "strict" }),
  },
  {
    promise: "sockets are closed, when leaks are taken strictly",
    code: "leak",
    says: new RegExp(`${CLEANLY}socket "alice" still open, expected it closed\\.$`),
    provoke: leave(connectScripted, { leaks: "strict" }),
  },
  {
    promise: "an actor closes the sockets that it accepted",
    code: "leak",
    says: new RegExp(
      `${CLEANLY}a socket that LeakyActor "[^"]+" accepted still open, expected it closed\\.$`,
    ),
    provoke: leave((scope) => {
      const headers = { Upgrade: "websocket" };
      return scope.actor(env.LEAKY).fetch("/", { headers });
    }),
  },
  {
    promise: "an actor closes the sockets that it accepted the classic way",
    code: "leak",
    says: new RegExp(
      `${CLEANLY}a socket that LeakyActor "[^"]+" accepted the classic way still open, expected it closed\\.$`,
    ),
    provoke: leave((scope) => {
      const headers = { Upgrade: "websocket" };
      return scope.actor(env.LEAKY).fetch("/classic", { headers });
    }),
  },
  {
    promise: "every wait is awaited, and one that is not is named",
    code: "several",
    says: new RegExp(
      `${CLEANLY}7 things left behind\\.(\\n- Could not end the test cleanly: found nobody awaiting [^\\n]+, expected an await in front of it\\.){7}$`,
    ),
    provoke: leave(async (scope) => {
      const client = await connectScripted(scope);
      const actor = scope.actor(env.SCRIPTED, "alice");
      void client.receive("x");
      void client.expectNoMessage();
      void client.receiveWhile("x");
      void client.collect("x").atLeast(1);
      void client.expectClosed();
      void actor.inside(() => undefined);
      void actor.expectHibernatable();
    }),
  },
  {
    promise: "what a killed actor did is told why it ended",
    code: "actor's own",
    says: /^footlights: the test that this actor belongs to has ended$/,
    provoke: async (scope) => {
      const id = scope.name("killed");
      const first = openScope({ id, leaks: "off", deadlineMs: 100 });
      const stub = first.actor(env.LEAKY).stub;
      await first.actor(env.LEAKY).rpc.leak("waitUntil");
      const hanging = Promise.resolve(stub.hang());
      hanging.catch(() => {});
      await first[Symbol.asyncDispose]();
      return hanging;
    },
  },
  ...(
    [
      [
        "storage put",
        (scope) => scope.actor(env.COUNTER).inject({ storage: "put" }, { drop: true }),
      ],
      ['call "take"', (scope) => scope.actor(env.COUNTER).inject({ call: "take" }, { error: "x" })],
      ["fetch /x/", (scope) => scope.actor(env.COUNTER).inject({ fetch: /x/ }, { error: "x" })],
      ['entry "x"', (scope) => scope.actor(env.COUNTER).inject({ entry: "x" }, { error: "x" })],
      ['reply "x"', (scope) => scope.actor(env.COUNTER).inject({ reply: "x" }, { error: "x" })],
      [
        "frame toClient",
        (scope) => scope.actor(env.COUNTER).inject({ frame: "toClient" }, { drop: true }),
      ],
      ["step 9", (scope) => scope.actor(env.COUNTER).inject({ step: 9 }, { error: "x" })],
      [
        'storage "put" number 3',
        (scope) => {
          const rows = { read: 0, written: 0 };
          const put = { kind: "storage", name: "put", detail: "", isSynchronous: false } as const;
          const operation = { ...put, nth: 3, rows };
          return scope.actor(env.COUNTER).inject({ operation }, { error: "x" });
        },
      ],
    ] satisfies readonly (readonly [string, (scope: Scope) => unknown])[]
  ).map(([where, inject]): Provocation => ({
    promise: `a fault on ${where} fires`,
    code: "leak",
    says: new RegExp(
      `${CLEANLY}that the fault on ${where.replaceAll("/", "\\/")} of actor "[^"]+" never fired, expected it to\\. Inject it with \\{ optional: true \\} if that is all right\\.$`,
    ),
    provoke: leave(async (scope) => inject(scope)),
  })),
  {
    promise: "a fault fires in time",
    code: "deadline",
    says: /^Could not see the fault on call "take" of actor "[^"]+" fire: found no operation that it changes within 20 ms, expected one\.$/,
    provoke: async () => {
      await using scope = openScope({ deadlineMs: 20 });
      const ledger = scope.actor(env.LEDGER);
      await ledger.inject({ call: "take" }, { error: "x" }, { optional: true }).hit();
    },
  },
  ...(["hold", "delay"] as const).map((verb): Provocation => ({
    promise: `a fault can ${verb} the operation`,
    code: "actor's own",
    says: new RegExp(
      `^Could not ${verb} sql exec: found an operation that gives its result at once, expected one that is awaited\\.$`,
    ),
    provoke: (scope) => {
      const ledger = scope.actor(env.LEDGER);
      ledger.inject({ storage: "sql" }, verb === "hold" ? { hold: true } : { delayMs: 5 });
      return ledger.rpc.book(1);
    },
  })),
  {
    promise: "a call outlives no injected crash",
    code: "actor's own",
    says: /^footlights: crashed by an injected fault$/,
    provoke: (scope) => {
      const counter = scope.actor(env.COUNTER);
      counter.inject({ storage: "put" }, { crash: "before" });
      return counter.rpc.increment();
    },
  },
  {
    promise: "an answer arrives",
    code: "actor's own",
    says: /^Network connection lost\.$/,
    provoke: (scope) => {
      const counter = scope.actor(env.COUNTER);
      counter.inject({ entry: "increment" }, { loseReply: true });
      return counter.rpc.increment();
    },
  },
];
