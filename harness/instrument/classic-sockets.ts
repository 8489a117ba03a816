import { currentActor } from "../trace/current-actor.ts";
import { answerFence, isFence } from "../trace/fence.ts";
import { frameFrom, perform } from "../trace/interception.ts";
import { acceptLink, countReceived, countSent, endIncoming } from "../trace/links.ts";
import type { ActorRecord } from "../trace/record.ts";
import { runActivity } from "./run-activity.ts";
import { shadowMethod } from "./shadow.ts";

type Listener = (event: unknown) => unknown;

// By socket, the listener, and what it listens to: one may listen to several.
const wrappers = new WeakMap<WebSocket, WeakMap<object, Map<string, Listener>>>();

// What the runtime enters an actor by, on a socket that was accepted the classic way.
const ENTRIES = ["message", "close", "error"];

// What an actor has closed itself may wait for its other end for ever, if that is hibernatable and answers nothing.
const closed = new WeakSet<WebSocket>();

/** Says whether the actor has closed a socket that it accepted the classic way. */
export function hasClosed(socket: WebSocket): boolean {
  return closed.has(socket);
}

/** Observes sockets that watched actors accept the classic way: they cannot hibernate. */
export function observeClassicSockets(): void {
  shadowMethod(WebSocket.prototype, "accept", (accept, site) => (socket, parameters) => {
    const record = currentActor();
    if (record !== undefined && socket instanceof WebSocket) {
      record.classicSockets.set(socket, site());
      acceptLink(socket, record);
      observeEnd(socket, record);
      // Registered before the first frame can come, whenever the actor adds its own listeners.
      listenUnobserved(socket, "message", (event) => {
        if (!(event instanceof MessageEvent) || answerFence(socket, event.data)) return;
        countReceived(socket);
        record.notify();
      });
    }
    return accept(socket, parameters);
  });
  shadowMethod(WebSocket.prototype, "close", (close) => (socket, parameters) => {
    if (socket instanceof WebSocket && currentActor() !== undefined) {
      // The close frame is on its way too.
      if (!closed.has(socket)) countSent(socket);
      closed.add(socket);
      endIncoming(socket);
    }
    return close(socket, parameters);
  });
  shadowMethod(WebSocket.prototype, "addEventListener", (add) => (socket, parameters) => {
    const record = currentActor();
    const [given, listener, ...rest] = parameters;
    const type = ENTRIES.find((it) => it === given);
    const isWrapped = record !== undefined && type !== undefined && isListener(listener);
    if (!isWrapped || !(socket instanceof WebSocket)) return add(socket, parameters);
    return add(socket, [type, wrapListener(socket, { type, listener, record }), ...rest]);
  });
  for (const type of ENTRIES) observeHandler(type);
  shadowMethod(WebSocket.prototype, "removeEventListener", (remove) => (socket, parameters) => {
    const [type, listener, ...rest] = parameters;
    const known = socket instanceof WebSocket ? wrappers.get(socket) : undefined;
    const wrapper = isListener(listener) ? known?.get(listener)?.get(String(type)) : undefined;
    return remove(socket, [type, wrapper ?? listener, ...rest]);
  });
}

/** The runtime reads `onmessage` like any property, so that one on the prototype hands it the wrapped handler. */
function observeHandler(type: string): void {
  const handlers = new WeakMap<object, unknown>();
  Object.defineProperty(WebSocket.prototype, `on${type}`, {
    configurable: true,
    enumerable: true,
    get(this: object): unknown {
      return handlers.get(this) ?? null;
    },
    set(this: object, handler: unknown) {
      const record = currentActor();
      const isWrapped = record !== undefined && typeof handler === "function";
      const wrapped =
        isWrapped && this instanceof WebSocket
          ? wrapListener(this, { type, listener: handler, record })
          : handler;
      handlers.set(this, wrapped);
    },
  });
}

function observeEnd(socket: WebSocket, record: ActorRecord): void {
  listenUnobserved(socket, "close", () => {
    record.classicSockets.delete(socket);
    endIncoming(socket);
    record.notify();
  });
}

/** Adds a listener of ours: the runtime's own method is further up, behind the one that is shadowed. */
function listenUnobserved(socket: WebSocket, type: string, listener: Listener): void {
  // oxlint-disable-next-line typescript/unbound-method -- applied to the socket
  Reflect.apply(EventTarget.prototype.addEventListener, socket, [type, listener]);
}

/** What `addEventListener` takes. */
type Given = Function | { readonly handleEvent: unknown };

function isListener(value: unknown): value is Given {
  if (typeof value === "function") return true;
  return typeof value === "object" && value !== null && "handleEvent" in value;
}

interface Wrapping {
  readonly type: string;
  readonly listener: Given;
  readonly record: ActorRecord;
}

function wrapListener(socket: WebSocket, { type, listener, record }: Wrapping): Listener {
  const known = wrappers.get(socket) ?? new WeakMap<object, Map<string, Listener>>();
  const ofListener = known.get(listener) ?? new Map<string, Listener>();
  // Added twice, it is still one listener.
  const before = ofListener.get(type);
  if (before !== undefined) return before;
  const wrapper = (event: unknown): unknown => {
    if (isFence(dataOf(event))) return undefined;
    const run = (): unknown => call(listener, socket, event);
    return runActivity(record, {
      start: { kind: "entry", name: `${type} listener` },
      run: () =>
        type === "message" ? perform(record, frameFrom(socket, dataOf(event), run)) : run(),
      isHandled: false,
    });
  };
  ofListener.set(type, wrapper);
  known.set(listener, ofListener);
  wrappers.set(socket, known);
  return wrapper;
}

function call(listener: Given, socket: WebSocket, event: unknown): unknown {
  if (typeof listener === "function") return Reflect.apply(listener, socket, [event]);
  const handle = listener.handleEvent;
  return typeof handle === "function" ? Reflect.apply(handle, listener, [event]) : undefined;
}

function dataOf(event: unknown): unknown {
  return event instanceof MessageEvent ? event.data : undefined;
}
