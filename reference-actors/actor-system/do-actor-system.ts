import { DurableObject } from "cloudflare:workers";
import { requireJson } from "../fields.ts";
import { ProtocolError, answerOrError, messageOf } from "../protocol-error.ts";
import type { Json } from "../protocol.ts";
import type { ErrorReply } from "../reply.ts";
import { type Actor, startActor } from "./actor.ts";
import type { Behavior, Sender } from "./behavior.ts";
import { DOActorCheckpoint } from "./do-actor-checkpoint.ts";
import type { DeadLetter, Envelope, Outcome, Published } from "./outcome.ts";
import { type World, runTurn } from "./turn.ts";

/** Messages that may be taken before they are stored, and how long they may stay so. */
const MOST_UNSTORED = 50;
const UNSTORED_MS = 1000;
const BATCH = 100;
const OUTSIDE: Sender = { path: null, correlation: null };

/** An actor that is there from the beginning, and comes back when it ended. */
export interface Root {
  readonly path: string;
  readonly behavior: Behavior;
  readonly argument: Json;
}

/** What runs in a Durable Object. */
export interface SystemPlan {
  /** Of every kind that is started or restored here. */
  readonly behaviors: readonly Behavior[];
  readonly roots: readonly Root[];
  /** Called with what actors published, once that is stored. */
  readonly publish: (published: Published) => void;
}

/** What came of a message to an actor. */
export type Answer =
  | { readonly type: "answer"; readonly message: Json }
  | { readonly type: "accepted" }
  | ErrorReply;

/**
 * A Durable Object that hosts actors. Each message from outside is a turn: it and all that it sets off is taken at
 * once, stored, and only then answered and published. An actor is restored from its snapshot when a message comes
 * for it, so waking costs nothing for the others; the alarm brings what actors scheduled.
 */
export abstract class DOActorSystem extends DurableObject {
  readonly #plan: SystemPlan;
  readonly #behaviors: ReadonlyMap<string, Behavior>;
  readonly #checkpoint: DOActorCheckpoint;
  /** Actors in memory, by path; null for those that ended. */
  readonly #actors = new Map<string, Actor | null>();
  #unstored: Outcome[] = [];

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, plan: SystemPlan) {
    super(ctx, env);
    this.#plan = plan;
    this.#behaviors = new Map(plan.behaviors.map((behavior) => [behavior.kind, behavior]));
    this.#checkpoint = new DOActorCheckpoint(ctx.storage, this.#behaviors);
  }

  /** Sends a message and gives what the actor replies; what it changed is stored by then. */
  ask(path: string, message: unknown): Answer {
    return answerOrError(() => {
      const correlation = crypto.randomUUID();
      const { reply, deadLetters } = this.#take({
        to: path,
        sender: { path: null, correlation },
        message: requireJson(message),
      });
      this.#store([]);
      if (reply === undefined) throw noReply(path, deadLetters);
      return { type: "answer", message: reply };
    });
  }

  /** Sends a message; what it changed is stored when this returns. */
  tell(path: string, message: unknown): Answer {
    return answerOrError(() => {
      this.#take({ to: path, sender: OUTSIDE, message: requireJson(message) });
      this.#store([]);
      return { type: "accepted" };
    });
  }

  /**
   * Sends a message whose changes are stored, and published, within a second: many such messages cost one write.
   * A crash before then undoes it. Nothing that was acknowledged by \`ask\` or \`tell\` is ever undone.
   */
  post(path: string, message: unknown): Answer {
    return answerOrError(() => {
      this.#take({ to: path, sender: OUTSIDE, message: requireJson(message) });
      if (this.#unstored.length === MOST_UNSTORED) this.#store([]);
      else if (this.#unstored.length === 1) this.#schedule();
      return { type: "accepted" };
    });
  }

  /** Messages that nobody took, the latest first. */
  deadLetters(): DeadLetter[] {
    return this.#checkpoint.deadLetters();
  }

  /** Opens a path whose snapshot was refused, once somebody has looked at it. */
  reopen(path: string): void {
    this.#checkpoint.reopen(path);
  }

  /** Brings what actors scheduled, and stores what was posted. */
  override alarm(): void {
    const due = this.#checkpoint.due(Date.now(), BATCH);
    for (const { to, message } of due) this.#takeOrBury({ to, sender: OUTSIDE, message });
    this.#store(due.map(({ number }) => number));
  }

  #take(envelope: Envelope): Outcome {
    const outcome = runTurn(this.#world(), envelope);
    for (const [path, actor] of outcome.actors) this.#actors.set(path, actor);
    this.#unstored.push(outcome);
    return outcome;
  }

  #takeOrBury(envelope: Envelope): void {
    try {
      this.#take(envelope);
    } catch (error) {
      this.#unstored.push(buried({ ...envelope, reason: messageOf(error) }));
    }
  }

  #world(): World {
    return {
      now: Date.now(),
      actor: (path) => this.#find(path),
      below: (path) => [...this.#checkpoint.below(path), ...this.#actors.keys()],
      behavior: (kind) => this.#behaviors.get(kind),
    };
  }

  #find(path: string): Actor | undefined {
    const known = this.#actors.get(path);
    if (known === null) return this.#startRoot(path);
    if (known !== undefined) return known;
    const restored = this.#checkpoint.restore(path);
    if (restored === undefined) return this.#startRoot(path);
    this.#actors.set(path, restored);
    return restored;
  }

  #startRoot(path: string): Actor | undefined {
    const root = this.#plan.roots.find((each) => each.path === path);
    if (root === undefined) return undefined;
    return startActor(path, root.behavior, root.argument);
  }

  /** Stores all that was taken, then publishes it. What cannot be stored is undone in memory as well. */
  #store(delivered: readonly number[]): void {
    const outcomes = this.#unstored;
    this.#unstored = [];
    try {
      this.#checkpoint.write(outcomes, delivered);
    } catch (error) {
      this.#actors.clear();
      throw error;
    }
    this.#schedule();
    for (const published of outcomes.flatMap((outcome) => outcome.published)) {
      this.#plan.publish(published);
    }
  }

  /** Sets the alarm to when something is to be brought or stored. */
  #schedule(): void {
    const store = this.#unstored.length > 0 ? Date.now() + UNSTORED_MS : null;
    const next = earlier(this.#checkpoint.nextDue(), store);
    // Not awaited: it is part of the same commit, before which nothing leaves the actor.
    if (next !== null) void this.ctx.storage.setAlarm(next);
  }
}

function earlier(one: number | null, other: number | null): number | null {
  if (one === null) return other;
  return other === null ? one : Math.min(one, other);
}

function buried(letter: DeadLetter): Outcome {
  const nothing = { actors: new Map(), reply: undefined, scheduled: [], published: [] };
  return { ...nothing, deadLetters: [letter] };
}

function noReply(path: string, [letter]: readonly DeadLetter[]): ProtocolError {
  const found = letter === undefined ? "found it silent" : letter.reason;
  return new ProtocolError(
    "no-reply",
    `Could not get an answer of actor "${path}": ${found}, expected a reply at once. Send it a message that it replies to.`,
  );
}
