import { DurableObject } from "cloudflare:workers";
import { keepName, ownName } from "../address.ts";
import { answerOrError } from "../protocol-error.ts";
import type { Address, Outcome, ProcessTask, WorkerOrder, WorkerRequest } from "../protocol.ts";
import type { ErrorReply, WorkerReply } from "../reply.ts";
import { MANUAL, runJob } from "./jobs.ts";
import { reportOutcome } from "./task.ts";
import { parseWorkerOrder, parseWorkerRequest } from "./worker-message.ts";
import {
  type History,
  NEW_WORKER,
  NO_HISTORY,
  type Work,
  type WorkerState,
  acceptOrder,
  describeWorker,
  dropWork,
  endWork,
  finishWork,
  manualWork,
  recentHistory,
  recordProgress,
} from "./worker-step.ts";

/** How often a worker with a task is heard of, and takes up again what a crash interrupted. */
const BEAT_MS = 30_000;
/**
 * How many jobs are begun in the calls that bring them. Each of these comes of the report of the one before, and the
 * runtime ends a chain of calls that is too deep ("Subrequest depth limit exceeded"): the next begins in an alarm,
 * which nobody called.
 */
const MOST_IN_CHAIN = 3;

/**
 * Works on one task at a time and reports how it ended. Its state says what is due: to run a job, or to report.
 * That is started after each change and by the alarm, so a crash at any point only delays it.
 */
export class WorkerActor extends DurableObject {
  readonly #self: Address<"worker">;
  /** What runs in this instance; a job is not started beside itself. */
  readonly #running = new Set<string>();
  /** Jobs begun since the last alarm. */
  #begun = 0;
  /** Settles once the latest report was answered, or in vain. */
  #reported: Promise<unknown> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#self = { kind: "worker", name: ownName(ctx) };
    keepName(ctx, this.#self.name);
  }

  /** Takes one message: from a coordinator an order, from a session what its client asks. */
  async receive(
    from: Address<"session" | "coordinator">,
    input: unknown,
  ): Promise<WorkerReply | ErrorReply> {
    // A coordinator may know how the task at hand ended, and another send the next, before we know that it knows.
    if (from.kind === "coordinator") await this.#reported;
    return answerOrError(() =>
      from.kind === "coordinator"
        ? this.#obey(from.name, parseWorkerOrder(input))
        : this.#answerRequest(parseWorkerRequest(input)),
    );
  }

  /** Is heard of by its coordinator, and takes up again what is due. */
  override alarm(): void {
    this.#begun = 0;
    const { work } = this.#state();
    if (work === null) return;
    if (work.outcome === null) this.ctx.waitUntil(this.#beat(work));
    this.#pursue(work);
  }

  #obey(coordinator: string, order: WorkerOrder): WorkerReply {
    switch (order.type) {
      case "process_task":
        return this.#accept(coordinator, order);
      case "drop_task": {
        const { task } = order;
        this.#change((state) => dropWork(state, coordinator, task));
        return { type: "task_dropped", task };
      }
    }
  }

  #accept(coordinator: string, message: ProcessTask): WorkerReply {
    const history = recentHistory(this.#history(coordinator), Date.now());
    this.#change((state) => acceptOrder(state, history, { coordinator, message }));
    const assignment = Math.max(history.assignment, message.assignment);
    this.#remember(coordinator, { ...history, assignment });
    return { type: "task_accepted", task: message.task.id };
  }

  #answerRequest(request: WorkerRequest): WorkerReply {
    const state = this.#state();
    switch (request.type) {
      case "get_state":
        return describeWorker(this.#self.name, state);
      case "report_progress": {
        const { task, progress } = request;
        this.#progress(manualWork(state, task), progress);
        return { type: "progress_recorded", task, progress };
      }
      case "complete_task": {
        const { task, result } = request;
        this.#finish(manualWork(state, task), { status: "completed", result });
        return { type: "task_finished", task };
      }
      case "fail_task": {
        const { task, reason } = request;
        this.#finish(manualWork(state, task), { status: "failed", reason });
        return { type: "task_finished", task };
      }
    }
  }

  /** Stores a change, then starts what it makes due. */
  #change(change: (state: WorkerState) => WorkerState): void {
    const state = this.#state();
    const next = change(state);
    if (next === state) return;
    this.#keep(next);
    if (next.work !== null) this.#pursue(next.work);
  }

  #keep(state: WorkerState): void {
    this.ctx.storage.kv.put("state", state);
  }

  /** Starts what is due, without waiting for it; should this instance die, the alarm starts it again. */
  #pursue(work: Work): void {
    if (work.outcome !== null) this.#startReport(work, work.outcome);
    const isDeep = this.#begun === MOST_IN_CHAIN;
    const isWaiting = this.#isWaiting(work);
    if (isWaiting && !isDeep) this.ctx.waitUntil(this.#run(work));
    // Not awaited: it is part of the same commit, before which nothing leaves the actor.
    void this.ctx.storage.setAlarm(Date.now() + (isWaiting && isDeep ? 0 : BEAT_MS));
  }

  /** Whether a job is to be begun in this instance. */
  #isWaiting(work: Work): boolean {
    const isOpen = work.outcome === null && work.task.job !== MANUAL;
    return isOpen && !this.#running.has(keyOf(work));
  }

  async #run(work: Work): Promise<void> {
    const key = keyOf(work);
    this.#begun += 1;
    this.#running.add(key);
    const outcome = await runJob(work.task, {
      key,
      report: (share) => this.#progress(work, share),
      env: this.env,
    });
    this.#running.delete(key);
    this.#finish(work, outcome);
  }

  #progress(work: Work, progress: number): void {
    // Nothing becomes due: were the alarm put off by each progress, the coordinator would take this worker for lost.
    this.#keep(recordProgress(this.#state(), work, progress));
    // Told once and not again: the next progress, or the end, says more.
    const { task, submitter, replyTo } = work;
    const event = { type: "task_progress", task: task.id, progress, replyTo } as const;
    this.ctx.waitUntil(this.env.SESSION.getByName(submitter).receive(this.#self, event));
  }

  #finish(work: Work, outcome: Outcome): void {
    this.#change((state) => finishWork(state, work, outcome));
  }

  #startReport(work: Work, outcome: Outcome): void {
    const report = this.#report(work, outcome);
    this.#reported = Promise.allSettled([report]);
    this.ctx.waitUntil(report);
  }

  /** Rejects while the coordinator is dead; the alarm reports again. */
  async #report(work: Work, outcome: Outcome): Promise<void> {
    const { coordinator, task, assignment } = work;
    const message = reportOutcome(task.id, { ...outcome, assignment });
    const reply = await this.env.COORDINATOR.getByName(coordinator).receive(this.#self, message);
    // Whatever it answers, it knows; but only what is completed is never given to this worker again.
    if (reply.type === "report_recorded" && outcome.status === "completed") {
      const settled = { settled: task.id, settledAt: Date.now() };
      this.#remember(coordinator, { ...this.#history(coordinator), ...settled });
    }
    this.#change((state) => endWork(state, work));
  }

  /** Rejects while the coordinator is dead. */
  async #beat(work: Work): Promise<void> {
    const message = { type: "heartbeat", task: work.task.id };
    const coordinator = this.env.COORDINATOR.getByName(work.coordinator);
    const reply = await coordinator.receive(this.#self, message);
    // The coordinator gave the task away, as it heard nothing for too long.
    if (reply.type === "report_ignored") this.#change((state) => endWork(state, work));
  }

  #state(): WorkerState {
    return this.ctx.storage.kv.get<WorkerState>("state") ?? NEW_WORKER;
  }

  #history(coordinator: string): History {
    return this.ctx.storage.kv.get<History>(`history:${coordinator}`) ?? NO_HISTORY;
  }

  #remember(coordinator: string, history: History): void {
    this.ctx.storage.kv.put(`history:${coordinator}`, history);
  }
}

/** The same at every start of a task, and of no other task. */
function keyOf({ coordinator, task }: Work): string {
  // A coordinator's name may have slashes in it, as that of a shard has.
  return `${encodeURIComponent(coordinator)}/${task.id}`;
}
