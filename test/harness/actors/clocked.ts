import { DurableObject } from "cloudflare:workers";

/** One thing that happened, in the order of all actors. */
export interface Tick {
  readonly actor: string;
  readonly what: string;
  /** The actor's own time, in milliseconds since the epoch. */
  readonly at: number;
}

interface Bindings {
  readonly CLOCKED: DurableObjectNamespace<ClockedActor>;
}

/** Everything that clocked actors did; actors and tests share one isolate. */
export const ticks: Tick[] = [];

/** Uses every kind of timer. */
export class ClockedActor extends DurableObject<Bindings> {
  readonly #constructedAt = Date.now();
  #retries = 0;
  #heartbeat: ReturnType<typeof setInterval> | null = null;

  #tick(what: string): void {
    ticks.push({ actor: this.ctx.id.name ?? "", what, at: Date.now() });
  }

  now(): readonly number[] {
    return [Date.now(), new Date().getTime(), Math.round(performance.now()), this.#constructedAt];
  }

  later(what: string, ms: number): void {
    setTimeout(() => this.#tick(what), ms);
  }

  /** Ticks every `ms`, writing to storage each time. */
  beat(ms: number): void {
    this.#heartbeat = setInterval(async () => {
      await this.ctx.storage.put("beat", Date.now());
      this.#tick("beat");
    }, ms);
  }

  stopBeating(): void {
    clearInterval(this.#heartbeat);
  }

  /** Waits within one call. */
  async sleep(ms: number): Promise<number> {
    const began = Date.now();
    await scheduler.wait(ms);
    return Date.now() - began;
  }

  /** Sets a timer from a timer, with a call to another actor in between. */
  chain(times: number, ms: number): void {
    setTimeout(async () => {
      await this.env.CLOCKED.getByName(`${this.ctx.id.name}-helper`).now();
      this.#tick(`chain ${times}`);
      if (times > 1) this.chain(times - 1, ms);
    }, ms);
  }

  /** Sets the alarm; it fails that often before it succeeds. */
  async setAlarm(inMs: number, failures = 0): Promise<number | null> {
    this.#retries = failures;
    await this.ctx.storage.setAlarm(Date.now() + inMs);
    return this.ctx.storage.getAlarm();
  }

  override alarm(info: AlarmInvocationInfo): void {
    this.#tick(`alarm ${info.retryCount}`);
    this.#retries -= 1;
    if (this.#retries >= 0) throw new Error("not yet");
  }

  /** Asks a service that answers when it likes, and gives up after `ms`. */
  async askFor(ms: number): Promise<string> {
    const signal = AbortSignal.timeout(ms);
    try {
      await fetch("https://slow.test/", { signal });
      return "answered";
    } catch (error) {
      return error instanceof Error ? `${error.name} at ${Date.now()}` : "unknown";
    }
  }

  /** Waits within a transaction. */
  sleepInTransaction(ms: number): Promise<void> {
    return this.ctx.storage.transaction(async (it) => {
      await it.put("at", Date.now());
      await scheduler.wait(ms);
    });
  }

  /** Asks an actor for its time with a request that has a body, and ticks when the answer has come. */
  async consult(name: string): Promise<void> {
    const body = JSON.stringify({ text: "x".repeat(100_000) });
    const other = this.env.CLOCKED.getByName(`${this.ctx.id.name}-${name}`);
    const response = await other.fetch("http://other.test/", { method: "POST", body });
    const { length }: { readonly length: number } = await response.json();
    this.#tick(`consulted ${length}`);
  }

  override async fetch(request: Request): Promise<Response> {
    const { text }: { readonly text: string } = await request.json();
    return Response.json({ length: text.length });
  }

  consultLater(name: string, ms: number): void {
    setTimeout(() => this.consult(name), ms);
  }

  setSlowConstruction(): Promise<number> {
    return this.ctx.blockConcurrencyWhile(() => this.sleep(1000));
  }
}
