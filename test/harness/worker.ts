import { env } from "cloudflare:workers";

export { BeatingActor } from "./actors/beating.ts";
export { ClassicActor } from "./actors/classic.ts";
export { ClockedActor } from "./actors/clocked.ts";
export { CounterActor } from "./actors/counter.ts";
export { EchoActor } from "./actors/echo.ts";
export { LateActor } from "./actors/late.ts";
export { LeakyActor } from "./actors/leaky.ts";
export { LedgerActor } from "./actors/ledger.ts";
export { LinkedActor } from "./actors/linked.ts";
export { MessengerActor } from "./actors/messenger.ts";
export { PinnedActor } from "./actors/pinned.ts";
export { ScriptedActor } from "./actors/scripted.ts";

export default {
  /** Routes `/echo/<name>` to the echo actor of that name and answers 404 to everything else. */
  async fetch(request: Request): Promise<Response> {
    const name = /^\/echo\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
    if (name === undefined) return new Response("Not found", { status: 404 });
    return env.ECHO.getByName(name).fetch(request);
  },
};
