import { DurableObject } from "cloudflare:workers";

/** Counts in memory and in storage; RPC only. */
export class CounterActor extends DurableObject {
  #sinceConstruction = 0;

  async increment(by = 1): Promise<number> {
    this.#sinceConstruction += by;
    const stored = (await this.stored()) + by;
    await this.ctx.storage.put("count", stored);
    return stored;
  }

  async stored(): Promise<number> {
    return (await this.ctx.storage.get<number>("count")) ?? 0;
  }

  sinceConstruction(): number {
    return this.#sinceConstruction;
  }

  fail(message: string): never {
    throw new RangeError(message);
  }
}
