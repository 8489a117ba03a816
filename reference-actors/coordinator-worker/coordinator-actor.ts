import { DurableObject } from "cloudflare:workers";
import { keepName, ownName } from "../address.ts";
import { ProtocolError, answerOrError } from "../protocol-error.ts";
import type {
  Address,
  CoordinatorReply,
  CoordinatorRequest,
  ErrorReply,
  SessionReply,
  WorkerReply,
  WorkerReport,
} from "../protocol.ts";
import { parseCoordinatorRequest, parseWorkerReport } from "./coordinator-message.ts";
import { completeTask, failTask } from "./report-steps.ts";
import { type Opening, type Place, type Step, answer } from "./step.ts";
import { TaskStore } from "./task-store.ts";
import { assignTask, beginTask, cancelTask, retryTask } from "./task-steps.ts";
import { type Announcement, type Task, announceTask, describeTask } from "./task.ts";
import { hearWorker, registerWorker, removeWorker } from "./worker-steps.ts";

/** How long until what was told in vain is told again. */
const RETELL_MS = 30_000;
/** How long a worker with a task may be silent before it counts as lost; it is heard of every 30 seconds. */
const SILENCE_MS = 120_000;
/** How much one alarm does; when there is more, the next comes at once. */
const BATCH = 100;
const PAGE = 100;

/**
 * Hands tasks to workers: the highest priority first, among equals what came first. Each change is stored before
 * anyone is told of it, and told again by the alarm until it was received, so a crash at any point loses nothing.
 */
export class CoordinatorActor extends DurableObject {
  readonly #self: Address<"coordinator">;
  readonly #store: TaskStore;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#self = { kind: "coordinator", name: ownName(ctx) };
    keepName(ctx, this.#self.name);
    this.#store = new TaskStore(ctx.storage);
  }

  /** Takes one message: from a session what its client asks, from a worker its report. */
  async receive(
    from: Address<"session" | "worker">,
    input: unknown,
  ): Promise<CoordinatorReply | ErrorReply> {
    const alarm = await this.ctx.storage.getAlarm();
    // Nothing is awaited from here on: the change and its alarm are one commit, and the runtime
    // lets neither the reply nor an announcement out before that commit is safe.
    return answerOrError(() => {
      const step =
        from.kind === "worker"
          ? this.#takeReport(from.name, parseWorkerReport(input))
          : this.#answerRequest(from.name, parseCoordinatorRequest(input));
      this.#take(step);
      this.#schedule(alarm);
      return step.reply;
    });
  }

  /** Does what is due: tells again, gives up lost workers, and begins the tasks whose time has come. */
  override alarm(): void {
    const now = Date.now();
    for (const task of this.#store.takeUntold(BATCH)) this.ctx.waitUntil(this.#tell(task));
    for (const { id } of this.#store.silentWorkers(now - SILENCE_MS, BATCH)) {
      this.#take(removeWorker(id, this.#store.taskOf(id), this.#place()));
    }
    for (const task of this.#store.due(now, BATCH)) this.#take(beginTask(task, this.#place()));
    this.#schedule(null);
  }

  #answerRequest(session: string, request: CoordinatorRequest): Step {
    const store = this.#store;
    switch (request.type) {
      case "register_worker":
        return registerWorker(request.worker, store.worker(request.worker), this.#opening());
      case "remove_worker":
        return removeWorker(request.worker, store.taskOf(request.worker), this.#place());
      case "assign_task": {
        const { id: replyTo, task: order } = request;
        const state = { status: "queued" } as const;
        const submitted = { order, submitter: session, replyTo, failures: 0, state };
        return assignTask(submitted, store.task(order.id), this.#place());
      }
      case "cancel_task":
        return cancelTask(this.#knownTask(request.task), this.#opening());
      case "retry_task":
        return retryTask(this.#knownTask(request.task), this.#place());
      case "get_task":
        return answer(describeTask(this.#knownTask(request.task)));
      case "list_dead_letters":
        return answer({ type: "dead_letters", tasks: store.deadLetters(request.after, PAGE) });
      case "get_status":
        return answer({ type: "status", ...store.totals() });
    }
  }

  #takeReport(worker: string, report: WorkerReport): Step {
    if (report.type === "heartbeat") {
      return hearWorker(report.task, this.#store.worker(worker), Date.now());
    }
    const task = this.#store.task(report.task);
    if (task === undefined) return answer({ type: "report_ignored", task: report.task });
    return report.type === "task_completed"
      ? completeTask(task, { worker, ...report }, this.#opening())
      : failTask(task, { worker, ...report }, this.#opening());
  }

  /** What a worker that becomes free is to do. */
  #opening(): Opening {
    const assignment = this.#store.nextAssignment();
    return { next: this.#store.nextQueued(), now: Date.now(), assignment };
  }

  /** Where a task that needs a worker goes. */
  #place(): Place {
    const assignment = this.#store.nextAssignment();
    return { idle: this.#store.idleWorker(), now: Date.now(), assignment };
  }

  #knownTask(id: string): Task {
    const task = this.#store.task(id);
    if (task !== undefined) return task;
    throw new ProtocolError(
      "unknown-task",
      `Could not find task "${id}": found no such task in coordinator "${this.#self.name}", expected one that was assigned here. Submit it with assign_task.`,
    );
  }

  /** Stores a step, then tells whom it concerns. */
  #take(step: Step): void {
    this.#store.write(step);
    for (const task of step.tasks) this.ctx.waitUntil(this.#tell(task));
  }

  /** Sets the alarm to when something is due next, unless it comes before that anyway. */
  #schedule(alarm: number | null): void {
    const retellAt = Date.now() + RETELL_MS;
    const due = this.#store.nextDue({ silenceMs: SILENCE_MS, retellAt });
    // Not awaited: see `receive`.
    if (due !== null && (alarm === null || due < alarm)) void this.ctx.storage.setAlarm(due);
  }

  /** Rejects when an actor that must know is dead; the alarm tells it again. */
  async #tell(task: Task): Promise<void> {
    const announcements = announceTask(task);
    if (announcements.length === 0) return;
    const replies = await Promise.all(announcements.map((told) => this.#deliver(told)));
    if (replies.every((reply) => reply.type !== "error")) this.#store.markTold(task);
  }

  #deliver({ to, name, message }: Announcement): Promise<WorkerReply | SessionReply | ErrorReply> {
    return to === "worker"
      ? this.env.WORKER.getByName(name).receive(this.#self, message)
      : this.env.SESSION.getByName(name).receive(this.#self, message);
  }
}
