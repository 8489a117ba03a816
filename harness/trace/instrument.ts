import { DurableObject, env } from "cloudflare:workers";
import { importMainModule, keepMain } from "../runtime.ts";
import { observeCalls } from "./calls.ts";
import { observeClassicSockets } from "./classic-sockets.ts";
import { wrapEntries } from "./entries.ts";
import { beginInstance } from "./instances.ts";
import { observePairs } from "./link-calls.ts";
import { observeOutbound } from "./outbound.ts";
import { observePlatformCalls } from "./platform-calls.ts";
import { rememberInstance } from "./registry.ts";
import { observeSends } from "./sends.ts";
import { type PlainClass, isPlainClass, observePlainClasses } from "./plain-classes.ts";
import { observeServices } from "./services.ts";
import { observeTimeoutSignals } from "./timeout-signals.ts";
import { observeTimers } from "./timers.ts";

/** A class of actors, as far as instrumenting is concerned. */
interface ActorClass {
  readonly prototype: DurableObject;
}

/** Stands between an actor's class and the runtime's: sees each construction before the actor's own code does. */
class ObservedDurableObject extends DurableObject {
  constructor(state: DurableObjectState<object>, bindings: typeof env) {
    super(state, bindings);
    rememberInstance(this, state);
    beginInstance(state, new.target.name);
  }
}

// At import: the test runtime gives an actor up whose class is another one afterwards.
keepMain(observePlainClasses);

const instrumented = new WeakSet<object>();
let main: Promise<void> | undefined;

/**
 * Instruments every Durable Object class that the Worker's main module exports, once.
 * Neither the source nor the build of the actors changes: `super()` looks its class up at run time, so
 * putting a class of our own between theirs and the runtime's is enough.
 */
export function instrumentMainModule(): Promise<void> {
  main ??= instrumentExports();
  return main;
}

async function instrumentExports(): Promise<void> {
  // A module that cannot be loaded fails each call of its actors, with a better message than one from here.
  const exported = await importMainModule().catch(() => ({}));
  instrument(exported);
  observeCalls(env);
  observeClassicSockets();
  observeOutbound();
  observePairs();
  observePlatformCalls(env);
  observeSends();
  observeServices(env);
  observeTimers();
  observeTimeoutSignals();
}

/**
 * Instruments the actor classes of a module and gives it back, for classes that the Worker's main module does not
 * export: `export const { Room } = instrument(rooms)`. What is no actor class is left alone.
 */
export function instrument<Module extends object>(module: Module): Module {
  for (const value of Object.values(module)) {
    if (isActorClass(value)) instrumentClass(value);
    else if (isPlainClass(value)) instrumentPlainClass(value);
  }
  return module;
}

/** Instruments one class, and through it the classes it extends. */
export function instrumentClass(actorClass: ActorClass): void {
  if (instrumented.has(actorClass)) return;
  instrumented.add(actorClass);
  const base = findBase(actorClass);
  if (base !== ObservedDurableObject) {
    Object.setPrototypeOf(base, ObservedDurableObject);
    Object.setPrototypeOf(base.prototype, ObservedDurableObject.prototype);
  }
  wrapEntries(actorClass.prototype);
}

function instrumentPlainClass({ prototype }: PlainClass): void {
  if (instrumented.has(prototype)) return;
  instrumented.add(prototype);
  wrapEntries(prototype);
}

/** Gives the class whose parent is the runtime's own, or our own once it was put in between. */
function findBase(actorClass: ActorClass): ActorClass {
  const parent: unknown = Object.getPrototypeOf(actorClass);
  if (parent === DurableObject || !isActorClass(parent)) return actorClass;
  return parent === ObservedDurableObject ? parent : findBase(parent);
}

function isActorClass(value: unknown): value is ActorClass {
  return typeof value === "function" && value.prototype instanceof DurableObject;
}
