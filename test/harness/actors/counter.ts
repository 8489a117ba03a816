import { DurableObject } from "cloudflare:workers";

/** Counts in memory and in storage, and remembers what happened to it. */
export class CounterActor extends DurableObject {
  #sinceConstruction = 0;
  #failures = 0;
  readonly #calls: number[] = [];
  readonly #closes: string[] = [];
  readonly #alarms: AlarmInvocationInfo[] = [];

  async increment(by = 1): Promise<number> {
    this.#sinceConstruction += by;
    const stored = (await this.stored()) + by;
    await this.ctx.storage.put("count", stored);
    return stored;
  }

  async stored(): Promise<number> {
    return (await this.ctx.storage.get<number>("count")) ?? 0;
  }

  /** Remembers a call and gives all of them, without any await in between. */
  note(call: number): readonly number[] {
    this.#calls.push(call);
    return this.#calls;
  }

  sinceConstruction(): number {
    return this.#sinceConstruction;
  }

  fail(message: string): never {
    throw new RangeError(message);
  }

  schedule(inMs: number): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + inMs);
  }

  alarms(): readonly AlarmInvocationInfo[] {
    return this.#alarms;
  }

  closes(): readonly string[] {
    return this.#closes;
  }

  failNextAlarms(count: number): void {
    this.#failures = count;
  }

  override alarm(info: AlarmInvocationInfo): void {
    this.#alarms.push(info);
    this.#failures -= 1;
    if (this.#failures >= 0) throw new Error("alarm failed");
  }

  override fetch(): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket): Promise<void> {
    socket.send(String(await this.stored()));
  }

  override async webSocketClose(_socket: WebSocket, code: number, reason: string): Promise<void> {
    await this.ctx.storage.get("slow");
    // On purpose: a close that ends late.
    await scheduler.wait(20);
    this.#closes.push(`${code} ${reason}`);
  }
}
