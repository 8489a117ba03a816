import { DurableObject } from "cloudflare:workers";
import { keepName, ownName } from "../address.ts";
import { answerOrError } from "../protocol-error.ts";
import type { Address, QueueOverview, ShardMessage, Totals } from "../protocol.ts";
import type {
  CoordinatorReply,
  DeadLetter,
  ErrorReply,
  SessionReply,
  WorkerReply,
} from "../reply.ts";
import { PAGE, decide, openingFor, overview, placeIn } from "./decide.ts";
import { lendWorker, takeBack } from "./shard-steps.ts";
import { siblingsOf } from "./shard.ts";
import type { Step, Watcher } from "./step.ts";
import { TaskStore } from "./task-store.ts";
import { beginTask } from "./task-steps.ts";
import { type Announcement, type Task, announceTask } from "./task.ts";
import { Watchers, describeChange, isChange } from "./watchers.ts";
import { removeWorker } from "./worker-steps.ts";

/** How long until what was told in vain is told again. */
const RETELL_MS = 30_000;
/** How long a worker with a task may be silent before it counts as lost; it is heard of every 30 seconds. */
const SILENCE_MS = 120_000;
/** How long a settled task is kept: that long its id is not taken again. A week. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** How much one alarm does; when there is more, the next comes at once. */
const BATCH = 100;

/**
 * Hands tasks to workers: the highest priority first, among equals what came first. Each change is stored before
 * anyone is told of it, and told again by the alarm until it was received, so a crash at any point loses nothing.
 * One whose name says that it is a shard lends its free workers to siblings whose tasks wait; no task ever moves.
 */
export class CoordinatorActor extends DurableObject {
  readonly #self: Address<"coordinator">;
  readonly #store: TaskStore;
  readonly #siblings: readonly string[];
  readonly #isShard: boolean;
  /** Siblings that said their tasks wait. In memory only, as they say it again. */
  readonly #busySiblings = new Set<string>();
  readonly #watchers: Watchers;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#self = { kind: "coordinator", name: ownName(ctx) };
    keepName(ctx, this.#self.name);
    this.#store = new TaskStore(ctx.storage, this.#self.name);
    this.#watchers = new Watchers(ctx.storage.sql, env.SESSION);
    this.#siblings = siblingsOf(this.#self.name);
    this.#isShard = this.#siblings.length > 0;
  }

  /** Takes one message: of a session what its client asks, of a worker its report, of a sibling what it needs. */
  async receive(
    from: Address<"session" | "worker" | "coordinator">,
    input: unknown,
  ): Promise<CoordinatorReply | ErrorReply> {
    const alarm = await this.ctx.storage.getAlarm();
    // Nothing is awaited from here on: the change and its alarm are one commit, and the runtime
    // lets neither the reply nor an announcement out before that commit is safe.
    return answerOrError(() => {
      const step = decide(this.#store, from, input);
      this.#take(step);
      this.#schedule(alarm);
      if (step.reply.type === "work_noted") this.#busySiblings.add(from.name);
      if (this.#busySiblings.size > 0) this.ctx.waitUntil(this.#lendWorker());
      return step.reply;
    });
  }

  /** How many there are of each. */
  totals(): Totals {
    return this.#store.totals();
  }

  /** Tasks that failed as often as they may: those after the one named, a hundred at most. */
  deadLetters(after: string | null): DeadLetter[] {
    return this.#store.deadLetters(after, PAGE);
  }

  /** Tells a session of every change from now on, and says how things stand, with as many tasks and workers at most. */
  watch(watcher: Watcher, limit: number): QueueOverview {
    this.#watchers.add(watcher, Date.now());
    return overview(this.#store, limit);
  }

  /** Does what is due: tells again, gives up lost workers, begins the tasks whose time has come, and forgets old ones. */
  override alarm(): void {
    const store = this.#store;
    const now = Date.now();
    for (const task of store.takeUntold(BATCH)) this.ctx.waitUntil(this.#tell(task));
    for (const { id } of store.silentWorkers(now - SILENCE_MS, BATCH)) {
      this.#take(removeWorker(id, store.taskOf(id), placeIn(store)));
    }
    for (const task of store.due(now, BATCH)) this.#take(beginTask(task, placeIn(store)));
    store.forget(now - KEPT_MS, BATCH);
    for (const { worker, shard } of store.loans.loans(BATCH))
      this.ctx.waitUntil(this.#steal(worker, shard));
    if (store.totals().queued > 0) this.#offerWork();
    this.#schedule(null);
  }

  /** Stores a step, then tells whom it concerns. */
  #take(step: Step): void {
    const store = this.#store;
    const { tasks, removedWorker } = step;
    const leaving = removedWorker === null ? undefined : store.loans.farewell(removedWorker);
    const wasEmpty = this.#isShard && store.totals().queued === 0;
    store.write(step);
    for (const task of tasks) this.ctx.waitUntil(this.#tell(task));
    this.#tellWatchers(step);
    if (leaving !== undefined) this.#tellSibling(leaving.shard, leaving);
    if (wasEmpty && store.totals().queued > 0) this.#offerWork();
  }

  /** Told once: who missed it finds out when it asks again. */
  #tellWatchers(step: Step): void {
    if (step.watcher !== null) this.#watchers.add(step.watcher, Date.now());
    if (!isChange(step)) return;
    for (const { stub, replyTo } of this.#watchers.list(Date.now())) {
      const change = { ...describeChange(step, this.#store), replyTo };
      this.ctx.waitUntil(stub.receive(this.#self, change));
    }
  }

  /** Lends a free worker to a sibling whose tasks wait, if there are both; then the next. */
  async #lendWorker(): Promise<void> {
    const alarm = await this.ctx.storage.getAlarm();
    const idle = this.#store.idleWorker();
    const [shard] = this.#busySiblings;
    if (idle === undefined || shard === undefined) return;
    // Forgotten before it is asked: what it says while it answers counts.
    this.#busySiblings.delete(shard);
    this.#take(lendWorker(idle.id, shard));
    this.#schedule(alarm);
    await this.#steal(idle.id, shard);
  }

  /** Has a worker take a sibling's task, or takes it back. Rejects while the sibling is dead; the alarm asks again. */
  async #steal(worker: string, shard: string): Promise<void> {
    const sibling = this.env.COORDINATOR.getByName(shard);
    const reply = await sibling.receive(this.#self, { type: "steal_task", worker });
    if (reply.type === "task_stolen") {
      this.#busySiblings.add(shard);
    } else {
      const alarm = await this.ctx.storage.getAlarm();
      const store = this.#store;
      this.#take(takeBack({ worker, shard }, store.loans.loan(worker), openingFor(store, worker)));
      this.#schedule(alarm);
    }
    await this.#lendWorker();
  }

  #offerWork(): void {
    for (const shard of this.#siblings) this.#tellSibling(shard, { type: "work_waiting" });
  }

  /** Told once: what is lost is found out by the alarm. */
  #tellSibling(shard: string, message: ShardMessage): void {
    this.ctx.waitUntil(this.env.COORDINATOR.getByName(shard).receive(this.#self, message));
  }

  /** Sets the alarm to when something is due next, unless it comes before that anyway. */
  #schedule(alarm: number | null): void {
    const retellAt = Date.now() + RETELL_MS;
    const due = this.#store.nextDue({
      keptMs: KEPT_MS,
      silenceMs: SILENCE_MS,
      retellAt,
      isShard: this.#isShard,
    });
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
