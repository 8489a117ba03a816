import { currentActor } from "../trace/current-actor.ts";
import {
  type Link,
  countSent,
  createLink,
  holdLink,
  openLink,
  passLinkOn,
} from "../trace/links.ts";
import type { ActorRecord } from "../trace/record.ts";

// Taken off again before the actor's own code sees the request.
const HEADER = "x-footlights-link";

/** Links that nobody has answered yet, and who asked for them. */
const announced = new Map<string, { readonly link: Link; readonly caller: ActorRecord }>();
/** The other halves of the pairs that actors have made. */
const halves = new WeakMap<WebSocket, WebSocket>();
/** How much was sent on a socket that may become one between actors. */
const sentBefore = new WeakMap<WebSocket, number>();
let last = 0;

/** A request for a socket, from one actor to another. */
export interface LinkRequest {
  readonly parameters: readonly unknown[];
  /** Takes what the request is answered with. */
  readonly answered: (response: unknown) => void;
}

/** Makes a request of an actor to another one known to both; undefined for one that asks for no socket. */
export function announceLink(
  caller: ActorRecord,
  parameters: readonly unknown[],
): LinkRequest | undefined {
  if (!asksForSocket(parameters)) return undefined;
  const link = createLink();
  const number = String((last += 1));
  const request = Reflect.construct(Request, parameters);
  if (!(request instanceof Request)) return undefined;
  request.headers.set(HEADER, number);
  announced.set(number, { link, caller });
  return {
    parameters: [request],
    answered: (response) => {
      announced.delete(number);
      const socket = socketOf(response);
      if (socket !== undefined) openLink(link, socket);
    },
  };
}

function asksForSocket([target, init]: readonly unknown[]): boolean {
  const { headers }: { readonly headers?: unknown } =
    typeof init === "object" && init !== null && "headers" in init
      ? init
      : target instanceof Request
        ? target
        : {};
  if (headers === undefined || headers === null) return false;
  const read = headers instanceof Headers ? headers : Reflect.construct(Headers, [headers]);
  return read instanceof Headers && read.get("Upgrade")?.toLowerCase() === "websocket";
}

/** Says whether a request for a socket is one that an actor makes. */
export function isAnnounced(request: Request): boolean {
  return announced.has(request.headers.get(HEADER) ?? "");
}

/** Lets whoever watches an actor that asks for a socket also watch the one that is asked, whichever way that goes. */
export function adoptAsked(asked: DurableObjectState | undefined, request: unknown): void {
  if (announced.size === 0 || asked === undefined || !(request instanceof Request)) return;
  const asking = announced.get(request.headers.get(HEADER) ?? "");
  for (const watcher of asking?.caller.watchers ?? []) watcher.adopt(asked.id.toString());
}

/** The same at the other end: what the actor is to be given, and what takes its answer. */
export function joinLink(
  holder: ActorRecord,
  [request]: readonly unknown[],
): LinkRequest | undefined {
  if (!(request instanceof Request)) return undefined;
  const number = request.headers.get(HEADER);
  if (number === null) return undefined;
  const given = new Request(request);
  given.headers.delete(HEADER);
  const link = announced.get(number)?.link;
  return {
    parameters: [given],
    answered: (response) => {
      const socket = socketOf(response);
      if (link === undefined || socket === undefined) return;
      const half = halves.get(socket);
      if (half === undefined) passLinkOn(link, socket);
      else holdLink(link, half, { holder, sent: sentBefore.get(half) ?? 0 });
    },
  };
}

function socketOf(response: unknown): WebSocket | undefined {
  return response instanceof Response ? (response.webSocket ?? undefined) : undefined;
}

/** Counts a frame that an actor sends, on whichever socket. */
export function noteSent(socket: WebSocket): void {
  if (!countSent(socket)) sentBefore.set(socket, (sentBefore.get(socket) ?? 0) + 1);
}

/** Remembers which sockets belong together, of those that actors make. */
export function observePairs(): void {
  const observed = new Proxy(WebSocketPair, {
    construct: (target, parameters: unknown[], newTarget) => {
      const pair: object = Reflect.construct(target, parameters, newTarget);
      const [one, other] = Object.values(pair);
      if (currentActor() !== undefined && one instanceof WebSocket && other instanceof WebSocket) {
        halves.set(one, other);
        halves.set(other, one);
      }
      return pair;
    },
  });
  Object.assign(globalThis, { WebSocketPair: observed });
}
