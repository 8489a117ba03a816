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
} from "../protocol.ts";
import { parseCoordinatorRequest, parseWorkerReport } from "./coordinator-message.ts";
import {
  type Opening,
  type Place,
  type Step,
  answer,
  assignTask,
  registerWorker,
  removeWorker,
  settleTask,
} from "./coordinator-step.ts";
import { TaskStore } from "./task-store.ts";
import { type Announcement, type Task, announceTask, describeTask } from "./task.ts";

/** How long until what could not be told is told again. */
const RETELL_MS = 30_000;
const RETELL_BATCH = 100;

/**
 * Hands tasks to workers, first come, first served. Each change is stored before anyone is told of it,
 * and told again by the alarm until it was received, so a crash at any point loses nothing.
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
    const hasAlarm = (await this.ctx.storage.getAlarm()) !== null;
    // Nothing is awaited from here on: the change and its alarm are one commit, and the runtime
    // lets neither the reply nor an announcement out before that commit is safe.
    return answerOrError(() => {
      const step =
        from.kind === "worker"
          ? this.#takeReport(from.name, input)
          : this.#answerRequest(from.name, parseCoordinatorRequest(input));
      this.#store.write(step);
      this.#announce(step.tasks, hasAlarm);
      return step.reply;
    });
  }

  /** Tells again what could not be told, until everybody knows. */
  override alarm(): void {
    this.#announce(this.#store.takeUntold(RETELL_BATCH), false);
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
        const submitted: Task = { order, submitter: session, replyTo, state: { status: "queued" } };
        return assignTask(submitted, store.task(order.id), this.#place());
      }
      case "get_task":
        return answer(describeTask(this.#knownTask(request.task)));
      case "get_status":
        return answer({ type: "status", ...store.totals() });
    }
  }

  #takeReport(worker: string, input: unknown): Step {
    const message = parseWorkerReport(input);
    return settleTask({ worker, message }, this.#store.task(message.task), this.#opening());
  }

  /** What a worker that becomes free is to do. */
  #opening(): Opening {
    return { next: this.#store.nextQueued(), assignment: this.#store.nextAssignment() };
  }

  /** Where a task that needs a worker goes. */
  #place(): Place {
    return { idle: this.#store.idleWorker(), assignment: this.#store.nextAssignment() };
  }

  #knownTask(id: string): Task {
    const task = this.#store.task(id);
    if (task !== undefined) return task;
    throw new ProtocolError(
      "unknown-task",
      `Could not find task "${id}": found no such task in coordinator "${this.#self.name}", expected one that was assigned here. Submit it with assign_task.`,
    );
  }

  #announce(tasks: readonly Task[], hasAlarm: boolean): void {
    const announcements = tasks.flatMap(announceTask);
    if (announcements.length === 0) return;
    // Not awaited: see `receive`.
    if (!hasAlarm) void this.ctx.storage.setAlarm(Date.now() + RETELL_MS);
    for (const announcement of announcements) this.ctx.waitUntil(this.#tell(announcement));
  }

  /** Rejects when the other actor is dead; the alarm tells it again. */
  async #tell(announcement: Announcement): Promise<void> {
    const reply = await this.#deliver(announcement);
    if (reply.type !== "error") this.#store.markTold(announcement.about);
  }

  #deliver({ to, name, message }: Announcement): Promise<WorkerReply | SessionReply | ErrorReply> {
    return to === "worker"
      ? this.env.WORKER.getByName(name).receive(this.#self, message)
      : this.env.SESSION.getByName(name).receive(this.#self, message);
  }
}
