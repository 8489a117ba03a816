import type { ErrorCode, ErrorReply } from "./reply.ts";

/** What a sender did wrong: it becomes an `error` reply and never breaks the actor. */
export class ProtocolError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = "ProtocolError";
    this.code = code;
  }
}

/** What was thrown, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs `answer` and turns a ProtocolError into its reply.
 * Anything else is a fault of this actor: it is thrown on, and the caller sees a dead backend.
 */
export function answerOrError<Reply>(answer: () => Reply): Reply | ErrorReply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ProtocolError) {
      return { type: "error", code: error.code, message: error.message };
    }
    throw error;
  }
}
