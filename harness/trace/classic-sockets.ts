import { currentActor } from "./current-actor.ts";
import { answerFence, isFence } from "./fence.ts";
import { frameFrom, perform } from "./interception.ts";
import { acceptLink, countReceived, endIncoming } from "./links.ts";
import type { ActorRecord } from "./record.ts";
import { runActivity } from "./run-activity.ts";
import { shadowMethod } from "./shadow.ts";

type Listener = (event: unknown) => unknown;

const wrappers = new WeakMap<WebSocket, WeakMap<object, Listener>>();

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
      closed.add(socket);
      endIncoming(socket);
    }
    return close(socket, parameters);
  });
  shadowMethod(WebSocket.prototype, "addEventListener", (add) => (socket, parameters) => {
    const record = currentActor();
    const [type, listener, ...rest] = parameters;
    const isWrapped = record !== undefined && type === "message" && typeof listener === "function";
    if (!isWrapped || !(socket instanceof WebSocket)) return add(socket, parameters);
    return add(socket, [type, wrapListener(socket, { listener, record }), ...rest]);
  });
  observeHandlers();
  shadowMethod(WebSocket.prototype, "removeEventListener", (remove) => (socket, parameters) => {
    const [type, listener, ...rest] = parameters;
    const known = socket instanceof WebSocket ? wrappers.get(socket) : undefined;
    const wrapper = typeof listener === "function" ? known?.get(listener) : undefined;
    return remove(socket, [type, wrapper ?? listener, ...rest]);
  });
}

/** The runtime reads `onmessage` like any property, so that one on the prototype hands it the wrapped handler. */
function observeHandlers(): void {
  const handlers = new WeakMap<object, unknown>();
  Object.defineProperty(WebSocket.prototype, "onmessage", {
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
          ? wrapListener(this, { listener: handler, record })
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

interface Wrapping {
  readonly listener: Function;
  readonly record: ActorRecord;
}

function wrapListener(socket: WebSocket, { listener, record }: Wrapping): Listener {
  const wrapper = (event: unknown): unknown => {
    if (isFence(dataOf(event))) return undefined;
    return runActivity(record, {
      start: { kind: "entry", name: "message listener" },
      run: () =>
        perform(
          record,
          frameFrom(socket, dataOf(event), () => Reflect.apply(listener, socket, [event])),
        ),
      isHandled: false,
    });
  };
  const known = wrappers.get(socket) ?? new WeakMap<object, Listener>();
  known.set(listener, wrapper);
  wrappers.set(socket, known);
  return wrapper;
}

function dataOf(event: unknown): unknown {
  return event instanceof MessageEvent ? event.data : undefined;
}
