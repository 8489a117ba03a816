import type { ActorHandle } from "footlights/harness";
import type { CoordinatorActor } from "../../reference-actors/coordinator-worker/coordinator-actor.ts";

export type Coordinator = ActorHandle<CoordinatorActor>;

/** Who asks in these tests. */
export const asked = { kind: "session", name: "test" } as const;
/** A task that nobody does by itself. */
export const order = (id: string) => ({
  id,
  job: "manual",
  input: null,
  priority: 0,
  delayMs: 0,
  attempts: 1,
});

/** What a queue is filled with. */
export interface Filling {
  readonly tasks: number;
  readonly workers: number;
  /** SQL for what the i-th worker has. */
  readonly task: "NULL" | "'old-' || i";
}

/** Stores queued tasks and workers, as if they had come one by one. */
export function fill(coordinator: Coordinator, { tasks, workers, task }: Filling): Promise<void> {
  const submission = JSON.stringify({ order: order("?"), submitter: "test", replyTo: 1 });
  return coordinator.inside((_actor, { storage: { sql } }) => {
    const numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?1)";
    const insertWorkers = `${numbers} INSERT INTO workers SELECT ?2 || i, ${task}, unixepoch() * 1000 FROM n`;
    sql.exec(insertWorkers, workers, `${coordinator.name}~`);
    sql.exec(
      `${numbers} INSERT INTO tasks (id, submission, progress, status, priority)
       SELECT 'queued-' || i, json_set(?2, '$.order.id', 'queued-' || i),
         '{"failures":0,"state":{"status":"queued"}}', 'queued', 0
       FROM n WHERE ?1 > 0`,
      tasks,
      submission,
    );
  });
}
