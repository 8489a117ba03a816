/** The operation fails with this error instead of being carried out. */
export interface ErrorEffect {
  /** The error, or its message. */
  readonly error: string | Error;
  /**
   * Whether the failure also resets the instance, as a write that fails does in production: what was not yet
   * committed is lost and in-flight callers are told of the error. Default false: the actor only sees it thrown.
   */
  readonly resets?: boolean;
}

/** The operation is carried out after so many milliseconds of real time. */
export interface DelayEffect {
  /** Milliseconds of real time. */
  readonly delayMs: number;
}

/** The operation is held until `fault.release()` or the end of the fault, then carried out. */
export interface HoldEffect {
  /** Tells this effect from others. */
  readonly hold: true;
}

/** The operation is left out, and the actor is not told. */
export interface DropEffect {
  /** Tells this effect from others. */
  readonly drop: true;
}

/** The operation is carried out, and whoever asked for it is told that the connection was lost. */
export interface LoseReplyEffect {
  /** Tells this effect from others. */
  readonly loseReply: true;
}

/** The operation is carried out twice; whoever asked for it gets the first result. */
export interface DuplicateEffect {
  /** Tells this effect from others. */
  readonly duplicate: true;
}

/** The socket of the frame is closed by the actor's end instead, with a close code as the runtime allows them. */
export interface CloseEffect {
  /** The code, and the reason (default: none), that the client is told. */
  readonly close: { readonly code: number; readonly reason?: string };
}

/** The request is answered with this response and goes nowhere. */
export interface RespondEffect {
  /** The response, or what makes one for each request, inside the actor; what that throws is what `fetch` rejects with. */
  readonly respond: Response | (() => Response | Promise<Response>);
}

/**
 * The actor crashes: `before` the operation; `after` it was carried out and all that was written is safe; or
 * `unsaved`, after it was carried out but before that. Before an operation, what was not yet committed is lost;
 * before a reply or a frame everything written so far is safe, as the runtime's output gate has it.
 */
export interface CrashEffect {
  /** When. */
  readonly crash: "before" | "after" | "unsaved";
  /**
   * The message of the error that calls in flight reject with; default "footlights: crashed by an injected fault".
   * Sockets hear nothing of it: a client gets 1006 with the runtime's own reason.
   */
  readonly reason?: string;
}

/**
 * The operation is carried out, and the actor is evicted as soon as the runtime can: once it has come to rest.
 * Where a timer or a classic socket keeps it in memory, the test fails as {@link ActorHandle.evict} does.
 */
export interface EvictEffect {
  /** Tells this effect from others. */
  readonly evict: true;
}

/** What a fault does. */
export type FaultEffect =
  | ErrorEffect
  | DelayEffect
  | HoldEffect
  | DropEffect
  | LoseReplyEffect
  | DuplicateEffect
  | CloseEffect
  | RespondEffect
  | CrashEffect
  | EvictEffect;
