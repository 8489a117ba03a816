import { type Body, quote, readBody, readRequestId } from "./fields.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { RequestId } from "./protocol.ts";

/** The longest text frame that is read, in UTF-16 units. */
const LONGEST = 65_536;

/** What a client asks: a message, and the id by which it recognises the answer. */
export interface ClientRequest {
  readonly type: "request";
  readonly id: RequestId;
  readonly body: Body;
}

/** Reads what came over a socket. Throws ProtocolError. */
export function readFrame(frame: string | ArrayBuffer): ClientRequest {
  const body = readBody(parseJson(readText(frame)));
  return { type: "request", id: readRequestId(body, "id"), body };
}

function readText(frame: string | ArrayBuffer): string {
  if (typeof frame !== "string") {
    throw new ProtocolError(
      "binary-frame",
      `Could not read the frame: found ${frame.byteLength} bytes of binary data, expected JSON as text. Send the message as text.`,
    );
  }
  if (frame.length > LONGEST) {
    throw new ProtocolError(
      "frame-too-large",
      `Could not read the frame: found ${frame.length} characters, expected at most ${LONGEST}. Send less at a time.`,
    );
  }
  return frame;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError(
      "malformed-json",
      `Could not read the frame: found ${quote(text)}, expected JSON. Send the message as one JSON object.`,
    );
  }
}
