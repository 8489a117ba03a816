import {
  type Body,
  readFilter,
  readInteger,
  readJson,
  readText,
  readType,
  unknownType,
} from "../fields.ts";
import type { Json, RequestId } from "../protocol.ts";
import type { ErrorReply } from "../reply.ts";

/** What a client asks of the bridge. */
export type BridgeRequest =
  /** Asks an actor and expects its reply. */
  | { readonly type: "ask"; readonly to: string; readonly message: Json }
  /** Tells an actor something; answered once that is stored. */
  | { readonly type: "tell"; readonly to: string; readonly message: Json }
  /** Wants the events of a topic whose fields have the values of the filter. */
  | { readonly type: "subscribe"; readonly topic: string; readonly filter: Body }
  | { readonly type: "unsubscribe"; readonly topic: string }
  /** Confirms all events up to a number; who falls too far behind is cut off. */
  | { readonly type: "acknowledge"; readonly number: number };

/** How the bridge answers a request. */
export type BridgeReply =
  | { readonly type: "answer"; readonly message: Json }
  | { readonly type: "accepted" }
  | ErrorReply;

/** What the bridge sends: answers under the id of their request, events under a number of their socket. */
export type BridgeFrame =
  | (BridgeReply & { readonly replyTo: RequestId | null })
  | {
      readonly type: "event";
      readonly number: number;
      readonly topic: string;
      readonly message: Json;
    };

/** Reads what a client asks of the bridge. Throws ProtocolError. */
export function parseBridgeRequest(body: Body): BridgeRequest {
  const type = readType(body);
  switch (type) {
    case "ask":
      return { type, to: readText(body, "to"), message: readJson(body, "message") };
    case "tell":
      return { type, to: readText(body, "to"), message: readJson(body, "message") };
    case "subscribe":
      return { type, topic: readText(body, "topic"), filter: readFilter(body) };
    case "unsubscribe":
      return { type, topic: readText(body, "topic") };
    case "acknowledge":
      return { type, number: readInteger(body, "number") };
    default:
      throw unknownType(type, ["ask", "tell", "subscribe", "unsubscribe", "acknowledge"]);
  }
}
