/** One frame as it came from the other end. */
export interface Frame {
  /** Position in the stream, from 0. */
  readonly index: number;
  /** The text, bytes, or with `binaryType: "blob"` the blob. */
  readonly data: string | Uint8Array | Blob;
  /** The message it carries: see {@link decodeFrame}. */
  readonly message: unknown;
}

/** What can be sent: text and bytes as they are, everything else as JSON. */
export type Sendable = string | ArrayBuffer | ArrayBufferView | object | number | boolean | null;

/** Gives the message of a frame: text that is a JSON object or array is parsed, other text and bytes stay. */
export function decodeFrame(data: Frame["data"]): unknown {
  if (typeof data !== "string" || !/^\s*[[{]/.test(data)) return data;
  try {
    const message: unknown = JSON.parse(data);
    return message;
  } catch {
    return data;
  }
}

/** Gives the payload that a socket sends for `message`. */
export function encodeMessage(message: Sendable): string | ArrayBuffer | ArrayBufferView {
  if (typeof message === "string") return message;
  if (message instanceof ArrayBuffer || ArrayBuffer.isView(message)) return message;
  return JSON.stringify(message);
}
