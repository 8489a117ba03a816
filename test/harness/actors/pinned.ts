import { DurableObject } from "cloudflare:workers";

interface Bindings {
  readonly PINNED: DurableObjectNamespace<PinnedActor>;
}

/** Does what keeps an actor in memory. */
export class PinnedActor extends DurableObject<Bindings> {
  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    if (state.id.name?.endsWith("timer-in-constructor")) setTimeout(() => {}, 60_000);
  }

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    server.accept();
    return new Response(null, { status: 101, webSocket: client });
  }

  setTimer(ms: number): void {
    setTimeout(() => {}, ms);
  }

  startHeartbeat(): void {
    setInterval(() => {}, 30_000);
  }

  workFor(ms: number): void {
    this.ctx.waitUntil(scheduler.wait(ms));
  }

  /** Calls another actor that takes that long. */
  callFor(ms: number): void {
    void this.env.PINNED.getByName(`${this.ctx.id.name}-other`).take(ms);
  }

  async take(ms: number): Promise<void> {
    await scheduler.wait(ms);
  }

  /** Opens a socket to another actor, as its client. */
  async connectOut(): Promise<void> {
    const other = this.env.PINNED.getByName(`${this.ctx.id.name}-other`);
    const response = await other.fetch("http://other.test/", { headers: { Upgrade: "websocket" } });
    response.webSocket?.accept();
  }

  abortLater(): void {
    this.ctx.waitUntil(this.#abort());
  }

  async #abort(): Promise<void> {
    // On purpose: an end that comes when the call is over.
    await scheduler.wait(5);
    this.ctx.abort("by itself");
  }
}
