import { DurableObject } from "cloudflare:workers";

interface Bindings {
  readonly ECHO: DurableObjectNamespace;
  readonly LEAKY: DurableObjectNamespace<LeakyActor>;
}

/** What a {@link LeakyActor} can leave behind; the line that does it ends in `// <name>`. */
export type LeakKind =
  | "timeout"
  | "interval"
  | "wait"
  | "nested timeout"
  | "waitUntil"
  | "call"
  | "outgoing"
  | "alarm"
  | "constructor"
  | "hibernatable"
  | "classic";

const LONG_MS = 60_000;

/** Leaves things behind, from every kind of entry. */
export class LeakyActor extends DurableObject<Bindings> {
  #fromAlarm: LeakKind | undefined;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    if (state.id.name?.endsWith("constructor")) setTimeout(() => {}, LONG_MS); // constructor
  }

  /** Leaks right here. */
  leak(kind: LeakKind): void {
    switch (kind) {
      case "timeout":
        setTimeout(() => {}, LONG_MS); // timeout
        break;
      case "interval":
        setInterval(() => {}, LONG_MS); // interval
        break;
      case "wait":
        void scheduler.wait(LONG_MS); // wait
        break;
      case "nested timeout":
        setTimeout(() => setTimeout(() => {}, LONG_MS), 1); // nested timeout
        break;
      case "waitUntil":
        this.ctx.waitUntil(new Promise(() => {})); // waitUntil
        break;
      case "call":
        void this.env.LEAKY.getByName(`${this.ctx.id.name}-other`).hang(); // call
        break;
      case "outgoing":
        this.ctx.waitUntil(this.#connectOut());
        break;
      case "alarm":
        void this.ctx.storage.setAlarm(Date.now() + LONG_MS); // alarm
        break;
      case "constructor":
      case "hibernatable":
      case "classic":
        break;
    }
  }

  /** Leaks in another actor. */
  leakElsewhere(kind: LeakKind): Promise<void> {
    return this.env.LEAKY.getByName(`${this.ctx.id.name}-other`).leak(kind);
  }

  /** Leaks in the alarm handler. */
  leakInAlarm(kind: LeakKind): Promise<void> {
    this.#fromAlarm = kind;
    return this.ctx.storage.setAlarm(Date.now() + LONG_MS);
  }

  override alarm(): void {
    if (this.#fromAlarm !== undefined) this.leak(this.#fromAlarm);
  }

  hang(): Promise<void> {
    return new Promise(() => {});
  }

  async #connectOut(): Promise<void> {
    const other = this.env.ECHO.getByName(`${this.ctx.id.name}-echo`);
    const response = await other.fetch("http://echo.test/", { headers: { Upgrade: "websocket" } });
    response.webSocket?.accept(); // outgoing
  }

  override fetch(request: Request): Response {
    const url = new URL(request.url);
    const kind = url.searchParams.get("leak");
    if (kind !== null) this.leak(parseKind(kind));
    if (request.headers.get("Upgrade") === null) return new Response("leaked");
    const { 0: client, 1: server } = new WebSocketPair();
    if (url.pathname === "/classic") server.accept(); // classic
    else this.ctx.acceptWebSocket(server); // hibernatable
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(_socket: WebSocket, kind: string): void {
    this.leak(parseKind(kind));
  }
}

function parseKind(text: string): LeakKind {
  const kinds: readonly LeakKind[] = ["timeout", "interval", "wait", "waitUntil", "call", "alarm"];
  return kinds.find((kind) => kind === text) ?? "timeout";
}
