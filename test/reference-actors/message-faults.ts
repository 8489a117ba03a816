import type { DurableObject } from "cloudflare:workers";
import { CoordinatorActor, SessionActor, WorkerActor } from "../../reference-actors/worker.ts";

/** What can happen to a message between actors, or to the actor that receives it. */
export const FAULTS = [
  "lost",
  "delivered twice",
  "answered in vain",
  "met by a crash",
  "followed by a crash before anything is stored",
  "followed by a crash after all is stored",
] as const;
export type Fault = (typeof FAULTS)[number];

/** Counts the messages that change something in actors of one scope, and does `fault` to the one at index `at`. */
export interface MessageFaults extends Disposable {
  /** `coordinator assign_task`, in the order in which they arrived. */
  readonly messages: readonly string[];
}

// A string and not a literal: the three actors receive messages of different types.
const METHOD: string = "receive";
type Receive = (this: DurableObject, from: unknown, input: unknown) => unknown;

/** Wraps `receive` of the three actors until it is disposed; `at` -1 does nothing to any message. */
export function faultAtMessage(scopeId: string, at: number, fault: Fault): MessageFaults {
  const messages: string[] = [];
  const undo = [SessionActor, CoordinatorActor, WorkerActor].map(({ name, prototype }) => {
    const receive: Receive = Reflect.get(prototype, METHOD);
    const wrapped: Receive = async function (from, input) {
      const state: DurableObjectState = Reflect.get(this, "ctx");
      const type = typeOf(input);
      const isCounted =
        String(state.id.name).startsWith(scopeId) &&
        !type.startsWith("get_") &&
        type !== "heartbeat";
      const index = isCounted ? messages.push(`${name} ${type}`) - 1 : undefined;
      if (index !== at) return receive.call(this, from, input);
      return deliver({ fault, state, handle: async () => receive.call(this, from, input) });
    };
    Reflect.set(prototype, METHOD, wrapped);
    return () => Reflect.set(prototype, METHOD, receive);
  });
  return {
    messages,
    [Symbol.dispose]: () => {
      for (const restore of undo) restore();
    },
  };
}

interface Delivery {
  readonly fault: Fault;
  readonly state: DurableObjectState;
  readonly handle: () => Promise<unknown>;
}

async function deliver({ fault, state, handle }: Delivery): Promise<unknown> {
  switch (fault) {
    case "lost":
      throw new Error("The message was lost.");
    case "delivered twice":
      await handle();
      return handle();
    case "answered in vain":
      await handle();
      await state.storage.sync();
      throw new Error("The answer was lost.");
    case "met by a crash":
      return state.abort("Crashed before the message was taken.");
    case "followed by a crash before anything is stored":
      await handle();
      return state.abort("Crashed before the message was stored.");
    case "followed by a crash after all is stored":
      await handle();
      await state.storage.sync();
      return state.abort("Crashed after the message was stored.");
  }
}

function typeOf(input: unknown): string {
  return typeof input === "object" && input !== null ? String(Reflect.get(input, "type")) : "";
}
