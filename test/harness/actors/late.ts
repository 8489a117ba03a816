import { DurableObject } from "cloudflare:workers";

/** A way to put off what comes next. */
export type Detour =
  | "alarm"
  | "block"
  | "body"
  | "cache"
  | "classic-frame"
  | "fetch"
  | "floating"
  | "frame"
  | "interval"
  | "key"
  | "remote"
  | "route"
  | "route-frame"
  | "rpc"
  | "slow-rpc"
  | "socket"
  | "storage"
  | "timer"
  | "transaction"
  | "wait"
  | "waitUntil";

interface Bindings {
  readonly LATE: DurableObjectNamespace<LateActor>;
}

const DELAY_MS = 12;
const UPGRADE = { headers: { Upgrade: "websocket" } };

/** Sends "late" to all its sockets, after the detours that a message lists. */
export class LateActor extends DurableObject<Bindings> {
  readonly #classic = new Set<WebSocket>();
  #afterAlarm: readonly Detour[] = [];

  override fetch(request: Request): Response {
    if (request.headers.get("Upgrade") === null) return new Response("fetched");
    const { 0: client, 1: server } = new WebSocketPair();
    const { pathname } = new URL(request.url);
    if (pathname === "/classic") {
      server.accept();
      this.#classic.add(server);
      server.addEventListener("message", ({ data }) => this.#take(data));
    } else if (pathname === "/closing") {
      server.accept();
      server.addEventListener("close", ({ reason }) => this.#take(reason));
    } else if (pathname === "/on-close") {
      server.accept();
      const onclose = ({ reason }: CloseEvent): Promise<void> => this.#take(reason);
      Object.assign(server, { onclose });
    } else if (pathname === "/handle-event") {
      server.accept();
      const listener = { handleEvent: ({ reason }: CloseEvent) => void this.#take(reason) };
      server.addEventListener("close", listener);
    } else {
      this.ctx.acceptWebSocket(server);
    }
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(_socket: WebSocket, frame: string): Promise<void> {
    return this.#take(frame);
  }

  override alarm(): Promise<void> {
    return this.send(this.#afterAlarm);
  }

  async #take(frame: unknown): Promise<void> {
    const detours: readonly Detour[] = JSON.parse(String(frame));
    await this.send(detours);
  }

  /** Goes the detours, then sends. */
  async send([detour, ...rest]: readonly Detour[]): Promise<void> {
    if (detour !== undefined) return this.#go(detour, rest);
    for (const socket of [...this.ctx.getWebSockets(), ...this.#classic]) socket.send("late");
  }

  async #go(detour: Detour, rest: readonly Detour[]): Promise<void> {
    const other = this.env.LATE.getByName(`${this.ctx.id.name}-other`);
    switch (detour) {
      case "alarm":
        this.#afterAlarm = rest;
        return this.ctx.storage.setAlarm(Date.now());
      case "block":
        await this.ctx.blockConcurrencyWhile(() => scheduler.wait(DELAY_MS));
        return this.send(rest);
      case "body":
        // Comes by and by, long after its head.
        await (await this.#route("/slow-body")).text();
        return this.send(rest);
      case "cache":
        await caches.default.put("http://late.test/", new Response("kept"));
        return this.send(rest);
      case "classic-frame":
        return this.#push("/classic", rest);
      case "fetch":
        await other.fetch("http://other.test/");
        return this.send(rest);
      case "floating":
        void this.send(rest);
        return;
      case "frame":
        return this.#push("/", rest);
      case "interval":
        this.#tick(rest);
        return;
      case "key":
        await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
        return this.send(rest);
      case "remote":
        return other.callBack(this.ctx.id.name ?? "", rest);
      case "route":
        await this.#route("/slow");
        return this.send(rest);
      case "route-frame":
        return this.#tell(await this.#route(`/late/${this.ctx.id.name}-other`, UPGRADE), rest);
      case "rpc":
        await other.rest(0);
        return this.send(rest);
      case "slow-rpc":
        await other.rest(DELAY_MS);
        return this.send(rest);
      case "socket":
        return this.#ask(rest);
      case "storage":
        await this.ctx.storage.put("at", rest.length);
        return this.send(rest);
      case "timer":
        setTimeout(() => this.send(rest), DELAY_MS);
        return;
      case "transaction":
        await this.ctx.storage.transaction(async (it) => it.put("at", 1));
        return this.send(rest);
      case "wait":
        await scheduler.wait(DELAY_MS);
        return this.send(rest);
      case "waitUntil":
        this.ctx.waitUntil(this.#sendLater(rest));
        return;
    }
  }

  /** Sends when the other actor answers over a socket that this one has opened. */
  async #ask(rest: readonly Detour[]): Promise<void> {
    const other = this.env.LATE.getByName(`${this.ctx.id.name}-other`);
    const { webSocket } = await other.fetch("http://other.test/", UPGRADE);
    if (webSocket === null) throw new Error("The other actor opened no socket.");
    webSocket.accept();
    webSocket.addEventListener("message", () => {
      webSocket.close(1000);
      void this.send(rest);
    });
    webSocket.send(JSON.stringify(["wait"]));
  }

  /** Lets the other actor go on, by a frame on a socket to it, and sends when that one does. */
  async #push(path: string, rest: readonly Detour[]): Promise<void> {
    const other = this.env.LATE.getByName(`${this.ctx.id.name}-other`);
    return this.#tell(await other.fetch(`http://other.test${path}`, UPGRADE), rest);
  }

  async #tell({ webSocket }: Response, rest: readonly Detour[]): Promise<void> {
    if (webSocket === null) throw new Error("The other actor opened no socket.");
    webSocket.accept();
    webSocket.addEventListener("message", () => {
      webSocket.close(1000);
      void this.send([]);
    });
    webSocket.send(JSON.stringify(rest));
  }

  /** Asks the Worker's own routes. */
  #route(path: string, init?: RequestInit): Promise<Response> {
    return this.ctx.exports.default.fetch(`http://late.test${path}`, init);
  }

  /** Sends on the third tick of an interval. */
  #tick(rest: readonly Detour[]): void {
    let ticks = 0;
    const interval = setInterval(() => {
      ticks += 1;
      if (ticks < 3) return;
      clearInterval(interval);
      void this.send(rest);
    }, DELAY_MS);
  }

  async #sendLater(rest: readonly Detour[]): Promise<void> {
    await scheduler.wait(DELAY_MS);
    await this.send(rest);
  }

  /** Takes its time. */
  rest(ms: number): Promise<void> {
    return scheduler.wait(ms);
  }

  /** Returns at once and lets the actor of that name send later. */
  callBack(name: string, rest: readonly Detour[]): void {
    this.ctx.waitUntil(this.#callLater(name, rest));
  }

  async #callLater(name: string, rest: readonly Detour[]): Promise<void> {
    await scheduler.wait(DELAY_MS);
    await this.env.LATE.getByName(name).send(rest);
  }
}
