import { env } from "cloudflare:workers";
import type { Client, HarnessErrorCode, Scope, UntypedMessage } from "footlights/harness";
import type { Script } from "../actors/scripted.ts";

/** A promise of the harness that is broken on purpose, and what it must say then. */
export interface Provocation {
  /** What is promised. */
  readonly promise: string;
  /** Of the error; "actor's own" for what an actor is told, which loses its class on the way. */
  readonly code: HarnessErrorCode | "actor's own" | "several";
  /** The whole message. */
  readonly says: RegExp;
  readonly provoke: (scope: Scope) => Promise<unknown>;
}

/** A client of an actor that says what it is told to. */
export async function connectScripted(
  scope: Scope,
  ...messages: readonly unknown[]
): Promise<Client<UntypedMessage, Script>> {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED, { name: "alice" });
  if (messages.length > 0) {
    client.send({ do: "say", messages });
    await scope.settle();
  }
  return client;
}
