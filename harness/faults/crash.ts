import type { Interceptor, Operation } from "../trace/interception.ts";
import type { ActorRecord } from "../trace/record.ts";
import type { CrashEffect } from "./effect.ts";

const NEVER = new Promise<never>(() => {});
const CRASH = "footlights: crashed by an injected fault";

/** Crashes at an operation that the actor awaits: it never hears of the result. */
export async function crashAwaiting(
  effect: CrashEffect,
  operation: Operation,
  record: ActorRecord,
): Promise<never> {
  const { crash: when } = effect;
  if (when !== "before") await operation.run();
  const isSafe = when === "after" || (when === "before" && operation.kind === "reply");
  if (isSafe) await abortWhenSafe(effect, record);
  else abort(effect, record);
  return NEVER;
}

/** Crashes at an operation that gives its result at once, and that nothing can hold. */
export function crashAtOnce(
  effect: CrashEffect,
  operation: Operation,
  record: ActorRecord,
): unknown {
  const { crash: when } = effect;
  const result = when === "before" ? undefined : operation.run();
  // A frame is an answer: what was written before it is safe, as the runtime's output gate has it.
  if (when === "unsaved" || (when === "before" && operation.kind !== "send")) {
    abort(effect, record);
    throw new Error(reasonOf(effect));
  }
  void abortWhenSafe(effect, record);
  return result;
}

/** Lets nothing out any more until what was written is safe: no reply overtakes the crash. */
async function abortWhenSafe(effect: CrashEffect, record: ActorRecord): Promise<void> {
  record.interceptors.add(muzzle);
  await record.state?.storage.sync();
  record.interceptors.delete(muzzle);
  abort(effect, record);
}

const muzzle: Interceptor = {
  claims: ({ kind }) => kind === "reply" || kind === "send" || kind === "call" || kind === "fetch",
  perform: ({ isSynchronous }) => (isSynchronous ? undefined : NEVER),
};

function abort(effect: CrashEffect, { state }: ActorRecord): void {
  state?.abort(reasonOf(effect));
}

function reasonOf({ reason = CRASH }: CrashEffect): string {
  return reason;
}
