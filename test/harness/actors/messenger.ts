import { DurableObject } from "cloudflare:workers";

interface Bindings {
  readonly MESSENGER: DurableObjectNamespace<MessengerActor>;
}

/** Tells others, by request and by call, and keeps what it is told. */
export class MessengerActor extends DurableObject<Bindings> {
  /** Sends a text to the actor of that name, and gives its answer. */
  async post(name: string, text: string): Promise<string> {
    const there = this.env.MESSENGER.getByName(name);
    const request = new Request("http://messenger.test/", { method: "POST", body: text });
    const response = await there.fetch(request);
    return response.text();
  }

  tell(name: string, message: { readonly type: string; readonly text: string }): Promise<number> {
    return this.env.MESSENGER.getByName(name).take(message);
  }

  async take({ text }: { readonly type: string; readonly text: string }): Promise<number> {
    return this.#keep(text);
  }

  override async fetch(request: Request): Promise<Response> {
    const kept = await this.#keep(await request.text());
    return new Response(`${kept} kept`);
  }

  override async alarm(): Promise<void> {
    await this.#keep("alarm");
  }

  async kept(): Promise<readonly string[]> {
    return (await this.ctx.storage.get<string[]>("kept")) ?? [];
  }

  /** Keeps what is told within one transaction, together with an alarm. */
  keepAll(texts: readonly string[]): Promise<void> {
    return this.ctx.storage.transaction(async (transaction) => {
      await transaction.put("kept", texts);
      await transaction.setAlarm(Date.now() + 60_000);
    });
  }

  async #keep(text: string): Promise<number> {
    const kept = [...(await this.kept()), text];
    await this.ctx.storage.put("kept", kept);
    return kept.length;
  }
}
