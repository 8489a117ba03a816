import { DurableObject } from "cloudflare:workers";
import { keepName, ownName, parseAddress } from "../address.ts";
import { type Body, quote } from "../fields.ts";
import { answerOrError } from "../protocol-error.ts";
import type { Address, SessionEvent } from "../protocol.ts";
import type {
  ClientFrame,
  ClientMessage,
  ErrorReply,
  LoggedFrame,
  SessionReply,
} from "../reply.ts";
import { type Backend, askBackend } from "./ask-backend.ts";
import { addressToClient } from "./client-frame.ts";
import { type Connection, openConnection, readConnection } from "./connection.ts";
import { FrameLog } from "./frame-log.ts";
import { type ClientRequest, readFrame } from "../frame.ts";
import { type Grant, isAllowed, readGrant } from "./grant.ts";
import { fullBudget, spend } from "./rate-limit.ts";
import {
  addressNotAllowed,
  backendUnavailable,
  duplicateRequest,
  rateLimited,
  unknownAddress,
  unknownSequence,
} from "./refusals.ts";
import { parseSessionRequest } from "./session-message.ts";

/** What a socket begins with. */
interface Beginning {
  readonly isResumable: boolean;
  readonly missed: readonly LoggedFrame[];
  readonly isComplete: boolean;
}

const ANEW: Beginning = { isResumable: false, missed: [], isComplete: true };
const SEQUENCE = /^\d{1,15}$/;
/** How long, at least, the frames of a resumable session wait for a client that is away; at most twice as long. */
const AWAY_MS = 60 * 60 * 1000;
/** Tag of the sockets whose clients resume. */
const RESUMABLE = "resumable";

/**
 * The gateway of one client: takes its frames, hands each to the actor it is addressed to, and sends the answer
 * back to the client-side actor that asked. Whatever a client sends, it gets one answer and keeps its socket.
 * Frames are answered side by side: a client that needs an order waits for one answer before it asks the next.
 * A client that comes with `?after=` gets numbered frames, and when it comes back, those that it missed.
 */
export class SessionActor extends DurableObject {
  readonly #self: Address<"session">;
  /** In memory only, as it is full again before an idle actor hibernates. */
  #budget = fullBudget(Date.now());

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
    const after = new URL(request.url).searchParams.get("after");
    if (after === null) return this.#open(readGrant(request), ANEW);
    const log = this.#log();
    const last = log.last();
    if (!SEQUENCE.test(after) || Number(after) > last) {
      return new Response(
        `Could not resume session "${this.#self.name}": found after=${quote(after)}, expected a number from 0 to ${last}. Begin anew with after=0.`,
        { status: 409 },
      );
    }
    this.#keepForAWhile(false);
    const missed = log.after(Number(after));
    const isComplete = missed.length === last - Number(after);
    return this.#open(readGrant(request), { isResumable: true, missed, isComplete });
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

  /**
   * Forgets what was kept for a client, once that was away from one alarm to the next: it may have left a moment
   * before the first, and that it left is not always told.
   */
  override async alarm(): Promise<void> {
    const { storage } = this.ctx;
    const wasAway = storage.kv.get<boolean>("isAway") === true;
    if (this.ctx.getWebSockets().length > 0) this.#keepForAWhile(false);
    else if (wasAway) await storage.deleteAll();
    else this.#keepForAWhile(true);
  }

  /** Passes on to the client what another actor tells it without having been asked. */
  receive(from: Backend, event: SessionEvent): SessionReply {
    const frame = this.#logEvent(event, addressToClient(from, event.replyTo, event));
    const sockets = this.ctx.getWebSockets();
    for (const socket of sockets) send(socket, frame);
    return { type: "event_delivered", connections: sockets.length };
  }

  #open(grant: Grant, { isResumable, missed, isComplete }: Beginning): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, isResumable ? [RESUMABLE] : []);
    const { id: connection } = openConnection(server, { grant, isResumable });
    const { name: session } = this.#self;
    const counts = { replayed: missed.length, isComplete };
    const established = { type: "session_established", session, connection, ...counts } as const;
    send(server, addressToClient(this.#self, null, established));
    for (const frame of missed) send(server, frame);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Undefined when the answer has been sent already. */
  async #answer(request: ClientRequest, connection: Connection): Promise<ClientFrame | undefined> {
    const { id, body } = request;
    const own = (message: ClientMessage): ClientFrame => addressToClient(this.#self, id, message);
    const to = parseAddress(body["to"]);
    if (to === undefined) return own(unknownAddress(body["to"], this.#self));
    if (to.kind === "session") return own(this.#answerOwn(to, body, connection));
    if (!isAllowed(connection.grant, to)) return own(addressNotAllowed(to, connection.grant.allow));
    const budget = spend(this.#budget, Date.now());
    if (budget === undefined) return own(rateLimited());
    this.#budget = budget;
    return connection.isResumable ? this.#askOnce(to, request) : this.#ask(to, request);
  }

  #answerOwn(to: Address, body: Body, connection: Connection): SessionReply | ErrorReply {
    if (to.name !== this.#self.name) return unknownAddress(body["to"], this.#self);
    return answerOrError(() => {
      const request = parseSessionRequest(body);
      switch (request.type) {
        case "get_session":
          return this.#describe(connection);
        case "acknowledge":
          return this.#acknowledge(request.sequence);
      }
    });
  }

  #describe({ id: connection }: Connection): SessionReply {
    const connections = this.ctx.getWebSockets().length;
    return { type: "session", session: this.#self.name, connection, connections };
  }

  #acknowledge(sequence: number): SessionReply {
    const last = this.#log().last();
    if (sequence < 0 || sequence > last) throw unknownSequence(sequence, last);
    this.#log().acknowledge(sequence);
    return { type: "acknowledged", sequence };
  }

  /**
   * Asks an actor unless its answer is known, and numbers the answer. It goes to all sockets whose clients resume:
   * while the actor was asked the client may have come back, and left the socket that it asked on.
   */
  async #askOnce(to: Backend, request: ClientRequest): Promise<ClientFrame | undefined> {
    const { id } = request;
    const key = `reply ${JSON.stringify(id)}`;
    const known = this.#log().find(key);
    if (known === null) return addressToClient(this.#self, id, duplicateRequest(id));
    if (known !== undefined) return known;
    const frame = await this.#ask(to, request);
    // That an actor is down is no answer: the client may ask again under the same id.
    const isDown = frame.type === "error" && frame.code === "backend-unavailable";
    if (isDown) return frame;
    const logged = this.#log().append(key, frame);
    for (const socket of this.ctx.getWebSockets(RESUMABLE)) send(socket, logged);
    return undefined;
  }

  async #ask(to: Backend, { id, body }: ClientRequest): Promise<ClientFrame> {
    try {
      return addressToClient(to, id, await askBackend(this.env, to, { from: this.#self, body }));
    } catch {
      return addressToClient(to, id, backendUnavailable(to));
    }
  }

  /** Numbers an event for a client that resumes; undefined when it was told before. */
  #logEvent(event: SessionEvent, frame: ClientFrame): ClientFrame | undefined {
    // These are not kept: the next says more, and who comes back asks how things stand.
    if (event.type === "task_progress" || event.type === "queue_changed") return frame;
    if (!this.#isKept()) return frame;
    const key = event.type === "task_cancelled" ? event.task : `${event.task} ${event.assignment}`;
    return this.#log().append(`${frame.from} ${event.type} ${key}`, frame);
  }

  #isKept(): boolean {
    return this.ctx.storage.kv.get<boolean>("isKept") === true;
  }

  /** Keeps frames from now on, until the client has been away for an hour. */
  #keepForAWhile(isAway: boolean): void {
    keepName(this.ctx, this.#self.name);
    this.ctx.storage.kv.put("isKept", true);
    this.ctx.storage.kv.put("isAway", isAway);
    // Not awaited: the runtime lets nothing out before it is stored.
    void this.ctx.storage.setAlarm(Date.now() + AWAY_MS);
  }

  #log(): FrameLog {
    return new FrameLog(this.ctx.storage.sql);
  }
}

/** Sends what there is to send, unless the client is gone by now. */
function send(socket: WebSocket, frame: ClientFrame | undefined): void {
  if (frame !== undefined && socket.readyState === WebSocket.OPEN) {
    socket.send(JSON.stringify(frame));
  }
}
