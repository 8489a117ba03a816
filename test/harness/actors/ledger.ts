import { DurableObject } from "cloudflare:workers";

interface Bindings {
  readonly LEDGER: DurableObjectNamespace<LedgerActor>;
}

/** Books amounts in SQL, notes in synchronous keys, and asks others. */
export class LedgerActor extends DurableObject<Bindings> {
  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    state.storage.sql.exec("CREATE TABLE IF NOT EXISTS entry (amount INTEGER)");
  }

  book(amount: number): void {
    this.ctx.storage.sql.exec("INSERT INTO entry (amount) VALUES (?)", amount);
  }

  balance(): number {
    const rows = this.ctx.storage.sql.exec("SELECT TOTAL(amount) AS total FROM entry");
    return Number(rows.one().total);
  }

  note(key: string, text: string): void {
    this.ctx.storage.kv.put(key, text);
  }

  read(key: string): string {
    return String(this.ctx.storage.kv.get(key));
  }

  /** Books here, then there. */
  async pay(name: string, amount: number): Promise<number> {
    this.book(-amount);
    return this.env.LEDGER.getByName(name).take(amount);
  }

  take(amount: number): number {
    this.book(amount);
    return this.balance();
  }

  /** Tells the status that a service answers with. */
  async ask(url: string): Promise<string> {
    try {
      const response = await fetch(url);
      return `${response.status} ${await response.text()}`;
    } catch (error) {
      return String(error);
    }
  }

  schedule(inMs: number): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + inMs);
  }

  override alarm(): void {
    this.book(1);
  }
}
