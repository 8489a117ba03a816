import type { QueueWorld } from "./queue-world.ts";

type Row = {
  id: string;
  status: string;
  progress: string;
  worker: string | null;
  failures: number;
};

/** What anybody may expect of a queue: which tasks it took, and how those ended that did. */
export class QueueModel {
  readonly taken = new Set<string>();
  readonly completed = new Map<string, string>();

  /** Compares what is stored. Throws when a task is lost, was completed twice, or is with two workers. */
  check(world: QueueWorld, sql: SqlStorage): void {
    const rows = sql
      .exec<Row>(
        "SELECT id, status, progress, progress ->> '$.state.worker' AS worker, progress ->> '$.failures' AS failures FROM tasks",
      )
      .toArray();
    const ids = new Set(rows.map(({ id }) => id));
    const lost = [...this.taken].filter((id) => !ids.has(id));
    if (lost.length > 0) throw new Error(`lost ${lost.join(", ")}`);
    for (const { id, status, progress, failures } of rows) {
      if (failures > world.failuresOf(id)) throw new Error(`counted ${failures} failures of ${id}`);
      const before = this.completed.get(id);
      if (before !== undefined && before !== progress) throw new Error(`completed ${id} twice`);
      if (status === "completed") this.completed.set(id, progress);
    }
    this.#checkWorkers(rows, sql);
    const totals = { ...world.store.totals() };
    const count = (status: string): number => rows.filter((row) => row.status === status).length;
    for (const status of ["queued", "waiting", "active", "completed", "failed"] as const) {
      if (totals[status] !== count(status))
        throw new Error(`counted ${totals[status]} ${status}, found ${count(status)}`);
    }
  }

  #checkWorkers(rows: readonly Row[], sql: SqlStorage): void {
    const busy = sql
      .exec<{ id: string; task: string }>(
        "SELECT id, task FROM workers WHERE task IS NOT NULL ORDER BY id",
      )
      .toArray()
      .map(({ id, task }) => `${task} at ${id}`);
    const active = rows
      .filter(({ status }) => status === "active")
      .map(({ id, worker }) => `${id} at ${worker}`);
    const [said, meant] = [busy.toSorted().join(), active.toSorted().join()];
    if (said !== meant) throw new Error(`found workers with ${said}, and tasks ${meant}`);
    const isIdle = sql.exec("SELECT 1 FROM workers WHERE task IS NULL").toArray().length > 0;
    if (isIdle && rows.some(({ status }) => status === "queued"))
      throw new Error("left a worker idle while tasks wait");
  }
}
