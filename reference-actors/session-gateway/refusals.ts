import { formatAddress } from "../address.ts";
import { quote } from "../fields.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { Address, Json, RequestId } from "../protocol.ts";
import type { ErrorReply } from "../reply.ts";
import { CAPACITY, PER_SECOND } from "./rate-limit.ts";

/** Refuses an address that leads nowhere from a session. */
export function unknownAddress(to: Json | undefined, session: Address<"session">): ErrorReply {
  return {
    type: "error",
    code: "unknown-address",
    message: `Could not route the message: found address ${quote(to)}, expected "coordinator:<name>", "worker:<name>", "queue:<name>@<shards>" or "${formatAddress(session)}". Correct "to" and send it again.`,
  };
}

/** Refuses an address that the client's token does not name. */
export function addressNotAllowed(to: Address, allow: readonly string[]): ErrorReply {
  return {
    type: "error",
    code: "address-not-allowed",
    message: `Could not route the message: found address "${formatAddress(to)}", expected one of ${allow.join(", ")}. Open the session with a token that allows it.`,
  };
}

/** Refuses a request beyond what a session may ask. */
export function rateLimited(): ErrorReply {
  return {
    type: "error",
    code: "rate-limited",
    message: `Could not take the message: found the session's budget spent, expected at most ${CAPACITY} requests at once and ${PER_SECOND} a second. Send it again in a second.`,
  };
}

/** Refuses a request whose answer the client has acknowledged. */
export function duplicateRequest(id: RequestId): ErrorReply {
  return {
    type: "error",
    code: "duplicate-request",
    message: `Could not take the message: found id ${quote(id)}, whose answer was acknowledged, expected a new one. Choose another id.`,
  };
}

/** Refuses an actor that does not answer; the runtime logs why, and a client is told only what it can act on. */
export function backendUnavailable(to: Address): ErrorReply {
  return {
    type: "error",
    code: "backend-unavailable",
    message: `Could not ask "${formatAddress(to)}": found it failing, expected an answer. Send the message again; a task is not taken twice.`,
  };
}

/** Refuses a number that no frame of this session has. */
export function unknownSequence(sequence: number, last: number): ProtocolError {
  return new ProtocolError(
    "invalid-field",
    `Could not acknowledge frame ${sequence}: found no such frame, expected a number from 0 to ${last}. Acknowledge the highest number that came.`,
  );
}
