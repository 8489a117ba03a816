import { env } from "cloudflare:workers";
import { trustProtocol } from "../matching/protocol.ts";
import { importMainModule, keepMain } from "../workerd/runtime.ts";
import { observeCalls } from "./calls.ts";
import { observeClassicSockets } from "./classic-sockets.ts";
import { observePairs } from "./link-calls.ts";
import { observeOutbound } from "./outbound.ts";
import { observePlatformCalls } from "./platform-calls.ts";
import { observeSends } from "./sends.ts";
import { observeServices } from "./services.ts";
import { standInForClasses } from "./stand-ins.ts";
import { observeTimeoutSignals } from "./timeout-signals.ts";
import { observeTimers } from "./timers.ts";

// At import: the test runtime gives an actor up whose class is another one afterwards.
keepMain(standInForClasses);

let main: Promise<void> | undefined;

/** Instruments what actors do, once; of which classes they are is told by those that stand in for them. */
export function instrumentMainModule(): Promise<void> {
  main ??= instrumentExports();
  return main;
}

async function instrumentExports(): Promise<void> {
  // A module that cannot be loaded fails each call of its actors, with a better message than one from here.
  await importMainModule().catch(() => {});
  observeCalls();
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
 * Instruments the actor classes of a module, for test runtimes that do not find them in the Worker's main module as
 * usual: `export const { Room } = instrument(rooms)`. What is no actor class is left alone.
 */
export function instrument<Module extends object>(module: Module): Module {
  return trustProtocol<Module>(standInForClasses(module));
}
