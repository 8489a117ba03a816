/** Why the harness gave up; stable, so that code may branch on it. */
export type HarnessErrorCode =
  /** What was awaited did not come in time. */
  | "deadline"
  /** The socket closed while something was awaited on it. */
  | "closed"
  /** Something came, but not what was expected. */
  | "mismatch"
  /** The target answered a connect with an ordinary response. */
  | "not-upgraded"
  /** The runtime could not do what an actor handle asked for. */
  | "actor"
  /** A test left something behind. */
  | "leak"
  /** The harness was called in a way that cannot work. */
  | "usage";

/** The only kind of error the harness throws of its own accord; its stack begins at the caller's line. */
export class HarnessError extends Error {
  readonly code: HarnessErrorCode;

  constructor(code: HarnessErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "HarnessError";
    this.code = code;
  }
}

/** Remembers the line that called a verb, for an error that is only known later. */
export interface CallSite {
  readonly stack: string;
}

/**
 * Captures the stack from the caller of `verb` on.
 * Taken when the verb is called: after an await the caller's frame may be gone.
 */
export function captureCallSite(verb: (...args: never[]) => unknown): CallSite {
  const holder = { stack: "" };
  // V8's own function, which the standard library's types do not have.
  const capture: unknown = Reflect.get(Error, "captureStackTrace");
  if (typeof capture === "function") Reflect.apply(capture, Error, [holder, verb]);
  return holder;
}

/** Makes a {@link HarnessError} that points at `site` instead of at the harness. */
export function errorAt(site: CallSite, code: HarnessErrorCode, message: string): HarnessError {
  const error = new HarnessError(code, message);
  const frames = site.stack.split("\n").slice(1).join("\n");
  error.stack = `${error.name}: ${message}\n${frames}`;
  return error;
}
