import { formatAddress } from "../address.ts";
import type { ActorKind, Address, RequestId } from "../protocol.ts";
import type { ClientFrame, ClientMessage } from "../reply.ts";

/** Which actor on the client's side is spoken to by which kind of actor on this side. */
const CLIENT_ADDRESSES: Readonly<Record<ActorKind, string>> = {
  session: "client:ui",
  coordinator: "client:coordinator-proxy",
  worker: "client:worker-proxy",
  queue: "client:coordinator-proxy",
};

/** Addresses a message to the client-side actor that speaks for its sender. */
export function addressToClient(
  from: Address,
  replyTo: RequestId | null,
  message: ClientMessage,
): ClientFrame {
  return { ...message, to: CLIENT_ADDRESSES[from.kind], from: formatAddress(from), replyTo };
}
