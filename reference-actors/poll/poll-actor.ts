import { isName } from "../address.ts";
import { DOActorSystem } from "../actor-system/do-actor-system.ts";
import { WebSocketBridge } from "../websocket-bridge/websocket-bridge.ts";
import { optionBehavior } from "./option-behavior.ts";
import { pollBehavior } from "./poll-behavior.ts";

/** As many as the runtime keeps for a socket. */
const MOST_TAGS = 10;

/** A live poll: its actors in one Durable Object, and its clients on the bridge. */
export class PollActor extends DOActorSystem {
  readonly #bridge: WebSocketBridge;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    const bridge = new WebSocketBridge(ctx, ["poll"]);
    super(ctx, env, {
      behaviors: [pollBehavior, optionBehavior],
      roots: [{ path: "poll", behavior: pollBehavior, argument: null }],
      publish: (published) => bridge.broadcast(published),
    });
    this.#bridge = bridge;
  }

  /** Opens a socket; `?tag=` puts it into a group that can be told of events of its own. */
  override fetch(request: Request): Response {
    if (request.headers.get("Upgrade") !== "websocket") {
      return new Response(
        "Could not open the poll: found a plain request, expected a WebSocket upgrade. Connect with a WebSocket.",
        { status: 426 },
      );
    }
    const tags = new URL(request.url).searchParams.getAll("tag").filter(isName);
    return this.#bridge.accept(tags.slice(0, MOST_TAGS));
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    this.#bridge.receive(socket, frame, this);
  }

  /** Completes the closing handshake, which the runtime leaves to the actor. */
  override webSocketClose(socket: WebSocket): void {
    socket.close(1000, "Closed by the client.");
  }
}
