import type { Loan } from "./step.ts";

/** A worker that is lent, and the shard it is with or came from. */
export type Lent = { worker: string; shard: string };

/** Who has to know that a worker is not here any more, and what it is told. */
export type Farewell = Lent & { type: "return_worker" | "remove_worker" };

/** Which workers of a shard are with others, and which of others are here. */
export class LoanStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The shard that a worker of ours is with. */
  loan(worker: string): Lent | undefined {
    return this.#select<Lent>("SELECT worker, shard FROM loans WHERE worker = ?", worker)[0];
  }

  /** Some workers of ours that are with others: any, so that each has its turn when there are more. */
  loans(limit: number): Lent[] {
    return this.#select<Lent>("SELECT worker, shard FROM loans ORDER BY random() LIMIT ?", limit);
  }

  /** The shard that a worker came from, if it is here on loan. */
  borrowed(worker: string): Lent | undefined {
    const query = "SELECT worker, shard FROM borrowed_workers WHERE worker = ?";
    return this.#select<Lent>(query, worker)[0];
  }

  /** The shard that has to know that a worker is not here any more. */
  farewell(worker: string): Farewell | undefined {
    const query = `SELECT worker, shard, 'return_worker' AS type FROM borrowed_workers WHERE worker = ?1
      UNION ALL SELECT worker, shard, 'remove_worker' FROM loans WHERE worker = ?1`;
    return this.#select<Farewell>(query, worker)[0];
  }

  writeLoan({ worker, shard }: Loan): void {
    this.#sql.exec("DELETE FROM loans WHERE worker = ?", worker);
    if (shard === null) return;
    this.#sql.exec("INSERT INTO loans (worker, shard) VALUES (?, ?)", worker, shard);
  }

  writeBorrowed({ worker, shard }: Loan): void {
    const insert = "INSERT INTO borrowed_workers (worker, shard) VALUES (?, ?)";
    this.#sql.exec(insert, worker, shard);
  }

  removeBorrowed(worker: string): void {
    this.#sql.exec("DELETE FROM borrowed_workers WHERE worker = ?", worker);
  }

  #select<Row extends Record<string, SqlStorageValue>>(
    query: string,
    ...bindings: (string | number)[]
  ): Row[] {
    return this.#sql.exec<Row>(query, ...bindings).toArray();
  }
}
