import { quote } from "../fields.ts";
import { readFrame } from "../frame.ts";
import { ProtocolError, answerOrError } from "../protocol-error.ts";
import type { Json } from "../protocol.ts";
import {
  type BridgeFrame,
  type BridgeReply,
  type BridgeRequest,
  parseBridgeRequest,
} from "./bridge-message.ts";
import {
  NEWCOMER,
  type Subscriber,
  attach,
  attached,
  fits,
  subscribe,
  unsubscribe,
  wants,
} from "./subscriber.ts";

/** Events that a client may leave unconfirmed; one more, and it is cut off. */
const MOST_UNCONFIRMED = 256;

const ACCEPTED: BridgeReply = { type: "accepted" };

/** The actors that clients speak to. */
export interface Actors {
  ask(path: string, message: Json): BridgeReply;
  tell(path: string, message: Json): BridgeReply;
}

/** An event for those who subscribed to its topic; with a tag, only for sockets accepted with that tag. */
export interface Broadcast {
  readonly topic: string;
  readonly message: Json;
  readonly tag?: string;
}

/**
 * Lets the clients of a Durable Object speak to its actors over hibernating WebSockets, and tells them of events.
 * A slow client is never waited for: once it left 256 events unconfirmed it is cut off with code 4008, and has to
 * connect again and ask for the state anew.
 */
export class WebSocketBridge {
  readonly #ctx: DurableObjectState;
  readonly #allow: readonly string[];

  /** `allow` names the actors that clients may speak to. */
  constructor(ctx: DurableObjectState, allow: readonly string[]) {
    this.#ctx = ctx;
    this.#allow = allow;
  }

  /** Opens a socket, with tags by which it can be told of events that are not for everybody. */
  accept(tags: string[]): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server, tags);
    attach(server, NEWCOMER);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Takes what came over a socket; every frame gets one answer. */
  receive(socket: WebSocket, frame: string | ArrayBuffer, actors: Actors): void {
    const subscriber = attached(socket);
    if (subscriber === undefined) {
      socket.close(1011, "Could not read what is attached to this socket. Connect again.");
      return;
    }
    const request = answerOrError(() => readFrame(frame));
    if (request.type === "error") {
      send(socket, { ...request, replyTo: null });
      return;
    }
    const reply = answerOrError(() =>
      this.#answer({ socket, subscriber, actors }, parseBridgeRequest(request.body)),
    );
    send(socket, { ...reply, replyTo: request.id });
  }

  /** Sends an event to all who want it. */
  broadcast({ topic, message, tag }: Broadcast): void {
    for (const socket of this.#ctx.getWebSockets(tag)) {
      const subscriber = attached(socket);
      if (subscriber !== undefined && wants(subscriber, topic, message)) {
        const number = subscriber.sent + 1;
        tellOrCutOff(socket, subscriber, { type: "event", number, topic, message });
      }
    }
  }

  #answer({ socket, subscriber, actors }: Exchange, request: BridgeRequest): BridgeReply {
    switch (request.type) {
      case "ask":
        return actors.ask(this.#allowed(request.to), request.message);
      case "tell":
        return actors.tell(this.#allowed(request.to), request.message);
      case "subscribe": {
        const changed = subscribe(subscriber, request);
        if (!fits(changed)) throw tooManySubscriptions(request.topic);
        attach(socket, changed);
        return ACCEPTED;
      }
      case "unsubscribe":
        attach(socket, unsubscribe(subscriber, request.topic));
        return ACCEPTED;
      case "acknowledge":
        attach(socket, acknowledge(subscriber, request.number));
        return ACCEPTED;
    }
  }

  #allowed(path: string): string {
    if (this.#allow.includes(path)) return path;
    throw new ProtocolError(
      "address-not-allowed",
      `Could not reach actor ${quote(path)}: found it closed to clients, expected one of ${this.#allow.join(", ")}. Send the message to one of these.`,
    );
  }
}

/** A socket that speaks, and to whom. */
interface Exchange {
  readonly socket: WebSocket;
  readonly subscriber: Subscriber;
  readonly actors: Actors;
}

function acknowledge(subscriber: Subscriber, number: number): Subscriber {
  const { sent, acknowledged } = subscriber;
  if (number >= acknowledged && number <= sent) return { ...subscriber, acknowledged: number };
  throw new ProtocolError(
    "invalid-field",
    `Could not acknowledge event ${number}: found no such event open, expected a number from ${acknowledged} to ${sent}. Acknowledge the highest number that came.`,
  );
}

function tellOrCutOff(socket: WebSocket, subscriber: Subscriber, event: BridgeFrame): void {
  if (subscriber.sent - subscriber.acknowledged === MOST_UNCONFIRMED) {
    socket.close(4008, `Found ${MOST_UNCONFIRMED} events unconfirmed. Connect again and ask anew.`);
    return;
  }
  attach(socket, { ...subscriber, sent: subscriber.sent + 1 });
  send(socket, event);
}

function tooManySubscriptions(topic: string): ProtocolError {
  return new ProtocolError(
    "too-many-subscriptions",
    `Could not subscribe to ${quote(topic)}: found no room for it beside the other subscriptions, expected some 1,500 characters for all. Unsubscribe from another topic.`,
  );
}

/** Sends unless the client is gone by now. */
function send(socket: WebSocket, frame: BridgeFrame): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}
