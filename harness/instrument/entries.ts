import { currentActor, endConstruction } from "../trace/current-actor.ts";
import { answerFence } from "../trace/fence.ts";
import { copyParameters, frameFrom, isUnwatched, perform } from "../trace/interception.ts";
import { type LinkRequest, adoptAsked, joinLink } from "./link-calls.ts";
import { countReceived, endIncoming } from "../trace/links.ts";
import type { ActorRecord } from "../trace/record.ts";
import { recordOfInstance, stateOf } from "../trace/registry.ts";
import { runActivity } from "./run-activity.ts";
import { observeState } from "./state.ts";
import { announceUpgrade } from "./upgrades.ts";

const CLOSING_ENTRIES = new Set(["webSocketClose", "webSocketError"]);
const SOCKET_ENTRIES = new Set(["webSocketMessage", "webSocketClose", "webSocketError"]);

/** Runs a method of an instance as the runtime does, from outside. */
export type Enter = (instance: object, parameters: readonly unknown[]) => unknown;

/** Makes what enters an actor by a method. */
export function enterBy(name: string, method: Function): Enter {
  return (instance, parameters) => {
    endConstruction();
    if (name === "fetch") announceRequest(instance, parameters);
    if (name === "webSocketMessage" && answerFence(parameters[0], parameters[1])) return undefined;
    const record = recordOfInstance(instance);
    // What an actor calls on itself is no entry: the runtime enters from outside of every actor.
    if (record === undefined || record === currentActor()) {
      return Reflect.apply(method, instance, parameters);
    }
    if (!record.isAlive) adopt(record, instance);
    if (name === "alarm") record.alarmAt = undefined;
    const isCall = !SOCKET_ENTRIES.has(name);
    const link = name === "fetch" ? joinLink(record, parameters) : undefined;
    const [socket] = parameters;
    if (name === "webSocketMessage" && socket instanceof WebSocket) countReceived(socket);
    if (CLOSING_ENTRIES.has(name) && socket instanceof WebSocket) endIncoming(socket);
    return runActivity(record, {
      start: { kind: "entry", name, isCall },
      run: () =>
        runEntry(record, {
          name,
          parameters: link?.parameters ?? parameters,
          run: (given) => tell(Reflect.apply(method, instance, given), link),
        }),
      isHandled: true,
      after: () => {
        if (name === "webSocketClose") rememberClose(record, parameters);
      },
    });
  };
}

/** Watches an instance that was constructed before anybody watched its actor. */
function adopt(record: ActorRecord, instance: object): void {
  const state = stateOf(instance);
  if (state === undefined) return;
  record.isAlive = true;
  record.state = state;
  record.label = `${instance.constructor.name} "${record.name ?? state.id.name ?? record.id}"`;
  observeState(state);
}

/** Tells whoever sent a request for a socket, test or actor, which actor it has reached. */
function announceRequest(instance: object, [request]: readonly unknown[]): void {
  announceUpgrade(instance, request);
  adoptAsked(stateOf(instance), request);
}

/** Hands an answer on, and tells of it what it was asked for as. */
function tell(answer: unknown, link: LinkRequest | undefined): unknown {
  if (link === undefined) return answer;
  if (answer instanceof Promise) answer.then(link.answered, () => {});
  else link.answered(answer);
  return answer;
}

interface EntryRun {
  readonly name: string;
  readonly parameters: readonly unknown[];
  readonly run: (parameters: readonly unknown[]) => unknown;
}

/** Runs an entry with whatever is put before its message and before its reply. */
function runEntry(record: ActorRecord, entry: EntryRun): unknown {
  const { name, parameters, run } = entry;
  const [first, data] = parameters;
  if (name === "webSocketMessage")
    return perform(
      record,
      frameFrom(first, data, () => run(parameters)),
    );
  const isAnswered = name !== "alarm" && !SOCKET_ENTRIES.has(name);
  if (isUnwatched(record)) {
    // Nothing can happen to it, and it keeps its own promise; the count is the same either way.
    record.steps += isAnswered ? 2 : 1;
    return run(parameters);
  }
  return perform(record, {
    kind: "entry",
    name,
    detail: undefined,
    parameters,
    isSynchronous: false,
    run: () => {
      const given = copyParameters(parameters);
      return isAnswered ? reply(record, name, () => run(given)) : run(given);
    },
  });
}

async function reply(record: ActorRecord, name: string, run: () => unknown): Promise<unknown> {
  const result = await run();
  const give = (): unknown => result;
  return perform(record, { kind: "reply", name, detail: result, isSynchronous: false, run: give });
}

function rememberClose(record: ActorRecord, [socket, code, reason]: readonly unknown[]): void {
  if (socket instanceof WebSocket) record.hibernatableSockets.delete(socket);
  if (typeof code !== "number" || typeof reason !== "string") return;
  record.handledCloses.push({ code, reason });
}
