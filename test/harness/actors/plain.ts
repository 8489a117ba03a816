/** An actor as all were once: it extends nothing, and its constructor keeps what it is given under names of its own. */
export class PlainActor {
  readonly #storage: DurableObjectStorage;
  readonly #state: DurableObjectState;
  #count = 0;

  constructor(state: DurableObjectState) {
    this.#state = state;
    this.#storage = state.storage;
    void state.blockConcurrencyWhile(async () => {
      this.#count = (await this.#storage.get<number>("count")) ?? 0;
    });
  }

  async fetch(request: Request): Promise<Response> {
    if (request.headers.get("Upgrade") === null) return Response.json(await this.#increment());
    const { 0: client, 1: server } = new WebSocketPair();
    this.#state.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  async webSocketMessage(_socket: WebSocket, text: string): Promise<void> {
    if (text === "later") await this.#storage.setAlarm(Date.now() + 3_600_000);
    else await this.alarm();
  }

  async alarm(): Promise<void> {
    const count = await this.#increment();
    for (const socket of this.#state.getWebSockets()) socket.send(`${count}`);
  }

  async #increment(): Promise<number> {
    this.#count += 1;
    await this.#storage.put("count", this.#count);
    return this.#count;
  }
}
