import { DurableObject } from "cloudflare:workers";

const registered = new WeakSet<object>();

/** What libraries do that let clients call methods: it knows them by identity, and looks at what a class has of its own. */
class Registering extends DurableObject {
  readonly overrides: readonly string[];

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    const prototype: object = Object.getPrototypeOf(this);
    this.overrides = ["greet", "leave"].filter((name) => Object.hasOwn(prototype, name));
    // As own properties: handlers that a library puts around those of the class.
    const handle = this.webSocketMessage.bind(this);
    this.webSocketMessage = async (socket, text) => {
      // On purpose: an answer that comes late.
      await scheduler.wait(5);
      handle(socket, text);
    };
  }

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, text: string): void {
    const method: unknown = Reflect.get(this, text);
    const isKnown = typeof method === "function" && registered.has(method);
    socket.send(isKnown ? String(Reflect.apply(method, this, [])) : "not callable");
  }

  greet(): string {
    return "hello";
  }

  leave(): string {
    return "goodbye";
  }
}

/** Lets clients call `greet`. */
export class RegisteredActor extends Registering {
  readonly #greeting = "hello from below";

  override greet(): string {
    return this.#greeting;
  }

  whatItOverrides(): readonly string[] {
    return this.overrides;
  }
}

registered.add(Reflect.get(RegisteredActor.prototype, "greet"));
