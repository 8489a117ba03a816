import { env } from "cloudflare:workers";
import { expectTypeOf } from "vitest";
import type { Fault, RecordedOperation, Rows, Scope } from "footlights/harness";

export function putsFaultsWhereTheyFit(scope: Scope, operation: RecordedOperation): void {
  const actor = scope.actor(env.LEDGER);
  expectTypeOf(actor.inject({ call: "take" }, { loseReply: true })).toEqualTypeOf<Fault>();
  actor.inject({ call: /^take$/, given: [{ type: "order" }], nth: 2 }, { hold: true });
  actor.inject({ entry: "take" }, { duplicate: true });
  actor.inject({ entry: "alarm" }, { crash: "unsaved" });
  actor.inject({ storage: "write" }, { error: "disk full", resets: true }, { optional: true });
  actor.inject({ frame: "toClient", matching: { n: 1 } }, { hold: true });
  actor.inject({ operation }, { evict: true });
  // @ts-expect-error -- a call cannot be left out without a word
  actor.inject({ call: "take" }, { drop: true });
  // @ts-expect-error -- storage answers no request
  actor.inject({ storage: "put" }, { respond: new Response() });
  // @ts-expect-error -- a frame has no reply
  actor.inject({ frame: "toClient" }, { loseReply: true });
  // @ts-expect-error -- there is no such operation of storage
  actor.inject({ storage: "write all" }, { error: "x" });
  // @ts-expect-error -- nor such a moment
  actor.inject({ entry: "take" }, { crash: "later" });
  expectTypeOf(actor.record().rows).toEqualTypeOf<Rows>();
}
