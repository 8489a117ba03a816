import { DurableObject } from "cloudflare:workers";

interface Bindings {
  readonly LINKED: DurableObjectNamespace<LinkedActor>;
}

/** Opens sockets to others of its kind, and accepts them. */
export class LinkedActor extends DurableObject<Bindings> {
  readonly #opened: WebSocket[] = [];
  readonly #heard: string[] = [];

  /** Accepts a socket at `/` to hibernate and at `/classic` the classic way; asks the actor named at `/via/<name>`. */
  override fetch(request: Request): Response | Promise<Response> {
    const [, how = "", name = ""] = new URL(request.url).pathname.split("/");
    this.#heard.push(`${how} ${[...request.headers.keys()].join(" ")}`.trim());
    if (how === "via") {
      return this.env.LINKED.getByName(name).fetch(`http://linked.test/`, request);
    }
    const { 0: client, 1: server } = new WebSocketPair();
    if (how === "handler") {
      server.accept();
      // As in a browser; the types of Workers do not have it.
      const onmessage = async ({ data }: MessageEvent): Promise<void> => {
        // On purpose: work that a handler does late.
        await scheduler.wait(10);
        this.webSocketMessage(server, String(data));
      };
      Object.assign(server, { onmessage });
    } else if (how === "classic") {
      server.accept();
      server.addEventListener("message", ({ data }) => this.webSocketMessage(server, String(data)));
      server.addEventListener("close", ({ code }) => this.#heard.push(`closed ${code}`));
    } else {
      this.ctx.acceptWebSocket(server);
    }
    server.send("welcome");
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Opens a socket; gives its number, from 0. */
  async open(name: string, path = "/"): Promise<number> {
    const headers = { Upgrade: "websocket", "X-Own": "kept" };
    const stub = this.env.LINKED.getByName(name);
    const { webSocket } = await stub.fetch(`http://linked.test${path}`, { headers });
    if (webSocket === null) throw new Error("The other actor opened no socket.");
    webSocket.accept();
    webSocket.addEventListener("message", ({ data }) => this.#heard.push(String(data)));
    return this.#opened.push(webSocket) - 1;
  }

  say(number: number, text: string): void {
    this.#opened[number]?.send(text);
  }

  hangUp(): void {
    for (const socket of this.#opened.splice(0)) socket.close(1000, "done");
  }

  /** Sends on every socket that it has accepted to hibernate. */
  broadcast(text: string): void {
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
  }

  /** Lets nothing in any more, not even frames. */
  blockForGood(): void {
    void this.ctx.blockConcurrencyWhile(() => new Promise(() => {}));
  }

  heard(): readonly string[] {
    return this.#heard;
  }

  override webSocketMessage(socket: WebSocket, text: string): void {
    this.#heard.push(text);
    if (text === "close") socket.close(1000, "as asked");
    else socket.send(`re: ${text}`);
  }

  override webSocketClose(_socket: WebSocket, code: number): void {
    this.#heard.push(`closed ${code}`);
  }
}
