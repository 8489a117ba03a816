import { HarnessError } from "../errors.ts";
import { pause } from "../runtime.ts";
import type { Operation } from "../trace/interception.ts";
import type { ActorRecord } from "../trace/record.ts";

/** The operation fails with this error instead of being carried out. */
export interface ErrorEffect {
  readonly error: string | Error;
}

/** The operation is carried out after so many milliseconds of real time. */
export interface DelayEffect {
  readonly delayMs: number;
}

/** The operation is left out, and the actor is not told. */
export interface DropEffect {
  readonly drop: true;
}

/** The operation is carried out, and the actor is told that the connection was lost. */
export interface LoseReplyEffect {
  readonly loseReply: true;
}

/** The operation is carried out twice; the actor gets the first result. */
export interface DuplicateEffect {
  readonly duplicate: true;
}

/** The socket of the frame is closed by the actor's end instead. */
export interface CloseEffect {
  readonly close: { readonly code: number; readonly reason?: string };
}

/** The request is answered with this response and goes nowhere. */
export interface RespondEffect {
  readonly respond: Response | (() => Response | Promise<Response>);
}

/**
 * The actor crashes before the operation, or after it was carried out. In the second case, and before a reply or
 * frame, everything written so far is safe; otherwise what was not yet committed is lost.
 */
export interface CrashEffect {
  readonly crash: "before" | "after";
}

/** What a fault does. */
export type FaultEffect =
  | ErrorEffect
  | DelayEffect
  | DropEffect
  | LoseReplyEffect
  | DuplicateEffect
  | CloseEffect
  | RespondEffect
  | CrashEffect;

const NEVER = new Promise<never>(() => {});

/** Carries out an operation in the way of an effect; runs inside the actor. */
export function applyEffect(
  effect: FaultEffect,
  operation: Operation,
  record: ActorRecord,
): unknown {
  return operation.isSynchronous
    ? applyAtOnce(effect, operation, record)
    : applyAwaiting(effect, operation, record);
}

async function applyAwaiting(
  effect: FaultEffect,
  operation: Operation,
  record: ActorRecord,
): Promise<unknown> {
  if ("error" in effect) throw toError(effect.error);
  if ("drop" in effect) return nothingOf(operation);
  if ("close" in effect) return operation.socket?.close(effect.close.code, effect.close.reason);
  if ("respond" in effect) return respond(effect);
  if ("crash" in effect) return crash(effect, operation, record);
  if ("delayMs" in effect) await pause(effect.delayMs);
  const result = await operation.run();
  if ("duplicate" in effect) await operation.run();
  if ("loseReply" in effect) throw lostConnection();
  return result;
}

/** For storage that gives its result at once, and for frames that are sent: nothing can be awaited. */
function applyAtOnce(effect: FaultEffect, operation: Operation, record: ActorRecord): unknown {
  if ("error" in effect) throw toError(effect.error);
  if ("drop" in effect) return nothingOf(operation);
  if ("close" in effect) return operation.socket?.close(effect.close.code, effect.close.reason);
  if ("crash" in effect && effect.crash === "before") return crashAtOnce(operation, record);
  if ("delayMs" in effect) return runLater(effect, operation);
  const result = operation.run();
  if ("crash" in effect) void abortWhenSafe(record);
  if ("duplicate" in effect) operation.run();
  return result;
}

const CRASH = "footlights: crashed by an injected fault";

async function crash(
  { crash: when }: CrashEffect,
  operation: Operation,
  record: ActorRecord,
): Promise<never> {
  if (when === "after") await operation.run();
  if (when === "after" || operation.kind === "reply") await abortWhenSafe(record);
  else record.state?.abort(CRASH);
  return NEVER;
}

/** A frame is an answer: what was written before it is safe, as the runtime's output gate has it. */
function crashAtOnce({ kind }: Operation, record: ActorRecord): void {
  if (kind === "send") {
    void abortWhenSafe(record);
    return;
  }
  record.state?.abort(CRASH);
  throw new Error(CRASH);
}

async function abortWhenSafe({ state }: ActorRecord): Promise<void> {
  await state?.storage.sync();
  state?.abort(CRASH);
}

function runLater({ delayMs }: DelayEffect, operation: Operation): undefined {
  if (operation.kind !== "send") {
    throw new HarnessError(
      "usage",
      `Could not delay ${operation.name}: found an operation that gives its result at once, expected one that is awaited.`,
    );
  }
  void pause(delayMs).then(() => operation.run());
  return undefined;
}

async function respond({ respond: answer }: RespondEffect): Promise<Response> {
  return answer instanceof Response ? answer.clone() : answer();
}

function nothingOf({ name, kind }: Operation): unknown {
  if (kind !== "storage") return undefined;
  if (name === "list") return new Map();
  return name === "delete" ? false : undefined;
}

function toError(error: string | Error): Error {
  return typeof error === "string" ? new Error(error) : error;
}

/** What workerd gives a caller whose connection breaks. */
function lostConnection(): Error {
  return Object.assign(new Error("Network connection lost."), { retryable: true });
}
