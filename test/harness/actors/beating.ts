import { DurableObject } from "cloudflare:workers";

/** What an actor can beat time with. */
export type Heart = "interval" | "timer" | "loop" | "alarm";

/** Beats time, and sends what its clients said only at the next beat. */
export class BeatingActor extends DurableObject {
  readonly #unsent: string[] = [];
  #alarmEvery = 0;
  #isBeating = false;

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(_socket: WebSocket, text: string): void {
    this.#unsent.push(text);
  }

  override async alarm(): Promise<void> {
    this.#beat();
    if (this.#isBeating) await this.ctx.storage.setAlarm(Date.now() + this.#alarmEvery);
  }

  async start(heart: Heart, ms: number): Promise<void> {
    this.#isBeating = true;
    switch (heart) {
      case "interval": {
        const interval = setInterval(() => {
          if (this.#isBeating) this.#beat();
          else clearInterval(interval);
        }, ms);
        return;
      }
      case "timer":
        this.#beatAgain(ms);
        return;
      case "loop":
        void this.#beatOn(ms);
        return;
      case "alarm":
        this.#alarmEvery = ms;
        await this.ctx.storage.setAlarm(Date.now() + ms);
        return;
    }
  }

  stop(): void {
    this.#isBeating = false;
  }

  #beatAgain(ms: number): void {
    setTimeout(async () => {
      await this.ctx.storage.put("beat", 1);
      this.#beat();
      if (this.#isBeating) this.#beatAgain(ms);
    }, ms);
  }

  async #beatOn(ms: number): Promise<void> {
    while (this.#isBeating) {
      await scheduler.wait(ms);
      this.#beat();
    }
  }

  #beat(): void {
    for (const text of this.#unsent.splice(0)) {
      for (const socket of this.ctx.getWebSockets()) socket.send(text);
    }
  }
}
