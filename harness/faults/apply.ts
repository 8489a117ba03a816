import { HarnessError } from "../failures/errors.ts";
import { pause } from "../workerd/runtime.ts";
import type { Operation } from "../trace/interception.ts";
import type { ActorRecord } from "../trace/record.ts";
import { givenUp } from "./abort-signal.ts";
import type { Answer } from "./answer.ts";
import { crashAtOnce, crashAwaiting } from "./crash.ts";
import type { ErrorEffect, FaultEffect } from "./effect.ts";

/** What an effect is applied with. */
export interface Application {
  readonly effect: FaultEffect;
  readonly record: ActorRecord;
  /** Resolves when what is held may go on. Made by the test, so that the actor goes on in its own context. */
  readonly released: Promise<void>;
  /** What a request is answered with, for effects that do so. */
  readonly answer: Answer | undefined;
}

const NEVER = new Promise<never>(() => {});

/** Carries out an operation in the way of an effect; runs inside the actor. */
export function applyEffect(application: Application, operation: Operation): unknown {
  return operation.isSynchronous
    ? applyAtOnce(application, operation)
    : applyAwaiting(application, operation);
}

async function applyAwaiting(application: Application, operation: Operation): Promise<unknown> {
  const { effect, record } = application;
  if ("error" in effect) return fail(effect, record);
  if ("drop" in effect) return nothingOf(operation);
  if ("close" in effect) return operation.socket?.close(effect.close.code, effect.close.reason);
  if ("respond" in effect) return application.answer?.();
  if ("crash" in effect) return crashAwaiting(effect, operation, record);
  if ("delayMs" in effect) await unlessGivenUp(pause(effect.delayMs), operation);
  if ("hold" in effect) await hold(application, operation);
  const result = await operation.run();
  if ("duplicate" in effect) await operation.run();
  if (!("loseReply" in effect)) return result;
  hangUp(result, record);
  throw lostConnection();
}

/** What is held keeps virtual time from nothing: nobody knows when it will go on. */
async function hold({ record, released }: Application, operation: Operation): Promise<void> {
  record.held.add(operation);
  try {
    await unlessGivenUp(released, operation);
  } finally {
    record.held.delete(operation);
  }
}

function unlessGivenUp(wait: Promise<void>, operation: Operation): Promise<void> {
  const abort =
    operation.kind === "fetch" || operation.kind === "call" ? givenUp(operation) : undefined;
  return abort === undefined ? wait : Promise.race([wait, abort]);
}

/** For storage that gives its result at once, and for frames that are sent: nothing can be awaited. */
function applyAtOnce(application: Application, operation: Operation): unknown {
  const { effect, record } = application;
  if ("error" in effect) {
    if (effect.resets === true) record.state?.abort(toError(effect.error).message);
    throw toError(effect.error);
  }
  if ("drop" in effect) return nothingOf(operation);
  if ("close" in effect) return operation.socket?.close(effect.close.code, effect.close.reason);
  if ("crash" in effect) return crashAtOnce(effect, operation, record);
  if ("delayMs" in effect || "hold" in effect) return runLater(application, operation);
  const result = operation.run();
  if ("duplicate" in effect) operation.run();
  if ("loseReply" in effect) throw lostConnection();
  return result;
}

/** Rejects; an instance that is reset meanwhile never hears of it, so that nobody has to handle it. */
function fail({ error, resets }: ErrorEffect, record: ActorRecord): Promise<never> {
  if (resets !== true) return Promise.reject(toError(error));
  record.state?.abort(toError(error).message);
  return NEVER;
}

function runLater(application: Application, operation: Operation): undefined {
  const { effect, record, released } = application;
  if (operation.kind !== "send") {
    const verb = "hold" in effect ? "hold" : "delay";
    throw new HarnessError(
      "usage",
      `Could not ${verb} ${operation.name}: found an operation that gives its result at once, expected one that is awaited.`,
    );
  }
  // What is delayed comes by itself, so that nobody may find silence before; what is held comes when the test says so.
  const end = "delayMs" in effect ? beginDelay(record, effect.delayMs) : (): void => {};
  const wait = "delayMs" in effect ? pause(effect.delayMs) : released;
  const send = (): void => {
    try {
      operation.run();
    } catch {
      // The socket has closed meanwhile: what is under way then is lost.
    }
    end();
  };
  void wait.then(send);
  return undefined;
}

function beginDelay(record: ActorRecord, ms: number): () => void {
  const delay = record.begin({ kind: "send", name: `a frame that a fault delays by ${ms} ms` });
  return () => record.end(delay);
}

function nothingOf({ name, kind }: Operation): unknown {
  if (kind !== "storage") return undefined;
  if (name === "list") return new Map();
  return name === "delete" ? false : undefined;
}

function toError(error: string | Error): Error {
  return typeof error === "string" ? new Error(error) : error;
}

/** Nobody is left at the other end of a socket that was in a lost answer. */
function hangUp(answer: unknown, { classicSockets }: ActorRecord): void {
  const socket = answer instanceof Response ? answer.webSocket : null;
  if (socket === null) return;
  socket.accept();
  classicSockets.delete(socket);
  socket.close(1001, "the answer was lost");
}

/** What workerd gives a caller whose connection breaks. */
function lostConnection(): Error {
  return Object.assign(new Error("Network connection lost."), { retryable: true });
}
