import { type Body, readInteger, readType, unknownType } from "../fields.ts";
import type { SessionRequest } from "../protocol.ts";

/** Reads what a client asks of its session itself. Throws ProtocolError. */
export function parseSessionRequest(body: Body): SessionRequest {
  const type = readType(body);
  switch (type) {
    case "get_session":
      return { type };
    case "acknowledge":
      return { type, sequence: readInteger(body, "sequence") };
    default:
      throw unknownType(type, ["get_session", "acknowledge"]);
  }
}
