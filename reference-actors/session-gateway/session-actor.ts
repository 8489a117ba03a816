import { DurableObject } from "cloudflare:workers";
import { formatAddress, ownName, parseAddress } from "../address.ts";
import { type Body, quote, readType, unknownType } from "../fields.ts";
import { answerOrError } from "../protocol-error.ts";
import type {
  Address,
  ClientFrame,
  ClientMessage,
  ErrorReply,
  Json,
  SessionEvent,
  SessionReply,
} from "../protocol.ts";
import { addressToClient } from "./client-frame.ts";
import { type Connection, openConnection, readConnection } from "./connection.ts";
import { type ClientRequest, readFrame } from "./frame.ts";

/**
 * The gateway of one client: takes its frames, hands each to the actor it is addressed to, and sends the answer
 * back to the client-side actor that asked. Whatever a client sends, it gets one answer and keeps its socket.
 * Frames are answered side by side: a client that needs an order waits for one answer before it asks the next.
 */
export class SessionActor extends DurableObject {
  readonly #self: Address<"session">;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#self = { kind: "session", name: ownName(ctx) };
    // Answered by the runtime itself, so that keeping a socket alive does not wake the actor.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Opens a socket of this session. */
  override fetch(request: Request): Response {
    if (request.headers.get("Upgrade") !== "websocket") {
      return new Response(
        "Could not open a session: found a plain request, expected a WebSocket upgrade. Connect with a WebSocket.",
        { status: 426 },
      );
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const { id: connection } = openConnection(server);
    const { name: session } = this.#self;
    const established = { type: "session_established", session, connection } as const;
    send(server, addressToClient(this.#self, null, established));
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    const connection = readConnection(socket);
    if (connection === undefined) {
      socket.close(1011, "Could not read what is attached to this socket. Connect again.");
      return;
    }
    const request = answerOrError(() => readFrame(frame));
    if (request.type === "error") send(socket, addressToClient(this.#self, null, request));
    else send(socket, await this.#answer(request, connection));
  }

  /** Completes the closing handshake, which the runtime leaves to the actor. */
  override webSocketClose(socket: WebSocket): void {
    socket.close(1000, "Closed by the client.");
  }

  /** Passes on to the client what another actor tells it without having been asked. */
  receive(from: Address<"coordinator" | "worker">, event: SessionEvent): SessionReply {
    const sockets = this.ctx.getWebSockets();
    const frame = addressToClient(from, event.replyTo, event);
    for (const socket of sockets) send(socket, frame);
    return { type: "event_delivered", connections: sockets.length };
  }

  async #answer({ id, body }: ClientRequest, connection: Connection): Promise<ClientFrame> {
    const to = parseAddress(body["to"]);
    if (to === undefined || (to.kind === "session" && to.name !== this.#self.name)) {
      return addressToClient(this.#self, id, this.#unknownAddress(body["to"]));
    }
    return addressToClient(to, id, await this.#ask(to, body, connection));
  }

  async #ask({ kind, name }: Address, body: Body, connection: Connection): Promise<ClientMessage> {
    if (kind === "session") return answerOrError(() => this.#describe(body, connection));
    const backends = { coordinator: this.env.COORDINATOR, worker: this.env.WORKER };
    try {
      return await backends[kind].getByName(name).receive(this.#self, body);
    } catch {
      // The runtime logs why; a client is told only what it can act on.
      return {
        type: "error",
        code: "backend-unavailable",
        message: `Could not ask "${kind}:${name}": found it failing, expected an answer. Send the message again; a task is not taken twice.`,
      };
    }
  }

  #describe(body: Body, connection: Connection): SessionReply {
    const type = readType(body);
    if (type !== "get_session") throw unknownType(type, ["get_session"]);
    const connections = this.ctx.getWebSockets().length;
    return { type: "session", session: this.#self.name, connection: connection.id, connections };
  }

  #unknownAddress(to: Json | undefined): ErrorReply {
    return {
      type: "error",
      code: "unknown-address",
      message: `Could not route the message: found address ${quote(to)}, expected "coordinator:<name>", "worker:<name>" or "${formatAddress(this.#self)}". Correct "to" and send it again.`,
    };
  }
}

/** Sends unless the client is gone by now: it asks again when it comes back. */
function send(socket: WebSocket, frame: ClientFrame): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
}
