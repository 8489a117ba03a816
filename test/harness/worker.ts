import { env } from "cloudflare:workers";

export { BeatingActor } from "./actors/beating.ts";
// Bound to no name: reached by `exports` alone.
export { CounterActor as UnboundActor } from "./actors/counter.ts";
export { ClassicActor } from "./actors/classic.ts";
export { ClockedActor } from "./actors/clocked.ts";
export { CounterActor } from "./actors/counter.ts";
export { EchoActor } from "./actors/echo.ts";
export { LateActor } from "./actors/late.ts";
export { LeakyActor } from "./actors/leaky.ts";
export { LedgerActor } from "./actors/ledger.ts";
export { LinkedActor } from "./actors/linked.ts";
export { MessengerActor } from "./actors/messenger.ts";
export { PartyActor, SleepingPartyActor } from "./actors/party.ts";
export { PinnedActor } from "./actors/pinned.ts";
export { PlainActor } from "./actors/plain.ts";
export { RegisteredActor } from "./actors/registered.ts";
export { ScriptedActor } from "./actors/scripted.ts";

type Route = (name: string, request: Request) => Response | Promise<Response>;

/** On purpose: an answer that takes longer than the code that asks for it. */
const SLOW_MS = 12;

const routes: Readonly<Record<string, Route>> = {
  echo: (name, request) => env.ECHO.getByName(name).fetch(request),
  late: (name, request) => env.LATE.getByName(name).fetch(request),
  // A request of its own, as of a Worker that hands on only what it has checked.
  "late-anew": (name) =>
    env.LATE.getByName(name).fetch("http://late.test/", { headers: { Upgrade: "websocket" } }),
  slow: async () => {
    await scheduler.wait(SLOW_MS);
    return new Response("slow");
  },
  "slow-body": () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    void writeSlowly(writable.getWriter());
    return new Response(readable);
  },
};

async function writeSlowly(writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
  await scheduler.wait(SLOW_MS);
  await writer.write(new TextEncoder().encode("slow"));
  await writer.close();
}

export default {
  /** Routes `/<route>/<name>` and answers 404 to everything else. */
  async fetch(request: Request): Promise<Response> {
    const [, route = "", name = ""] = new URL(request.url).pathname.split("/");
    return routes[route]?.(name, request) ?? new Response("Not found", { status: 404 });
  },
};
