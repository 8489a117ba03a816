import { isName } from "../address.ts";
import { quote } from "../fields.ts";
import { ProtocolError, messageOf } from "../protocol-error.ts";
import type { Json } from "../protocol.ts";
import { type Actor, parentPath, startActor } from "./actor.ts";
import type { Behavior, Effect, Sender, Spawn } from "./behavior.ts";
import type { DeadLetter, Envelope, Outcome, Published, Scheduled } from "./outcome.ts";

/** Messages that one actor may have waiting; what is beyond becomes a dead letter. */
const MAILBOX = 1000;
/** Messages that one turn may take; a turn that needs more is undone. */
const LONGEST_TURN = 10_000;
/** Restarts in a row after which an actor that still fails is stopped. */
const MOST_RESTARTS = 3;

/** What a turn looks its actors up in. */
export interface World {
  readonly now: number;
  /** Throws when there is one that cannot be restored. */
  actor(path: string): Actor | undefined;
  /** Paths of the actors below an actor. */
  below(path: string): readonly string[];
  behavior(kind: string): Behavior | undefined;
}

/**
 * Takes a message from outside, and all that it sets off, until no actor has a message waiting.
 * It changes nothing but its outcome. Throws ProtocolError when all is to stay as it was:
 * a failure went up to the outside, or the turn found no end.
 */
export function runTurn(world: World, first: Envelope): Outcome {
  const turn = new Turn(world, first.sender.correlation);
  turn.run(first);
  return turn;
}

const NOBODY: Sender = { path: null, correlation: null };

interface Mailbox {
  waiting: number;
}

type Step =
  | { readonly do: "deliver"; readonly envelope: Envelope; readonly mailbox: Mailbox }
  | { readonly do: "stop"; readonly path: string };

class Turn implements Outcome {
  readonly actors = new Map<string, Actor | null>();
  readonly scheduled: Scheduled[] = [];
  readonly published: Published[] = [];
  readonly deadLetters: DeadLetter[] = [];
  reply: Json | undefined;

  readonly #world: World;
  /** What the outside recognises its answer by. */
  readonly #correlation: string | null;
  readonly #steps: Step[] = [];
  readonly #mailboxes = new Map<string, Mailbox>();
  /** The latest failure, in words. */
  #failure = "";

  constructor(world: World, correlation: string | null) {
    this.#world = world;
    this.#correlation = correlation;
  }

  /** Takes the message, then what it set off, and what that set off. */
  run(first: Envelope): void {
    this.#deliver(first);
    let taken = 1;
    // The list grows while it is walked through.
    for (const step of this.#steps) {
      taken += 1;
      if (taken > LONGEST_TURN) throw endless();
      if (step.do === "stop") {
        this.#stop(step.path);
      } else {
        step.mailbox.waiting -= 1;
        this.#deliver(step.envelope);
      }
    }
  }

  send(envelope: Envelope): void {
    const mailbox = this.#mailbox(envelope.to);
    if (mailbox.waiting === MAILBOX) {
      this.#bury(envelope, `found its mailbox full of ${MAILBOX} messages`);
      return;
    }
    mailbox.waiting += 1;
    this.#steps.push({ do: "deliver", envelope, mailbox });
  }

  #mailbox(path: string): Mailbox {
    const known = this.#mailboxes.get(path);
    if (known !== undefined) return known;
    const mailbox = { waiting: 0 };
    this.#mailboxes.set(path, mailbox);
    return mailbox;
  }

  #deliver(envelope: Envelope): void {
    const actor = this.#attempt(envelope, () => this.#require(envelope.to));
    if (actor === undefined) return;
    const context = { self: actor.path, sender: envelope.sender, now: this.#world.now };
    const reaction = this.#attempt(envelope, () =>
      actor.behavior.receive(actor.state, envelope.message, context),
    );
    if (reaction === undefined) {
      this.#fail(actor);
      return;
    }
    // An actor that stays as it was is not written again.
    if (reaction.state !== actor.state || actor.restarts > 0) {
      this.actors.set(actor.path, { ...actor, state: reaction.state, restarts: 0 });
    }
    for (const effect of reaction.effects) this.#perform(actor.path, effect);
  }

  #perform(self: string, effect: Effect): void {
    switch (effect.do) {
      case "tell":
        this.send({ ...effect, sender: { path: self, correlation: null } });
        break;
      case "ask":
        this.send({ ...effect, sender: { path: self, correlation: effect.correlation } });
        break;
      case "reply":
        this.#answer(self, effect.to, effect.message);
        break;
      case "spawn":
        this.#spawn(self, effect);
        break;
      case "stop":
        this.#steps.push({
          do: "stop",
          path: effect.name === null ? self : `${self}/${effect.name}`,
        });
        break;
      case "schedule": {
        const due = this.#world.now + effect.afterMs;
        this.scheduled.push({ to: self, due, message: effect.message });
        break;
      }
      case "publish":
        this.published.push({ topic: effect.topic, message: effect.message });
    }
  }

  #answer(self: string, { path, correlation }: Sender, message: Json): void {
    const sender = { path: self, correlation };
    if (path !== null) this.send({ to: path, sender, message });
    else if (correlation === this.#correlation) this.reply = message;
    else this.#bury({ to: "outside", sender, message }, "found the asker gone");
  }

  #spawn(parent: string, { name, kind, argument }: Spawn): void {
    const path = `${parent}/${name}`;
    const sender = { path: parent, correlation: null };
    this.#attempt({ to: path, sender, message: argument }, () => {
      if (!isName(name) || name.includes("/")) throw new Error(`found the name ${quote(name)}`);
      if (this.#find(path) !== undefined) return;
      const behavior = this.#world.behavior(kind);
      if (behavior === undefined) throw new Error(`found no behavior of kind ${quote(kind)}`);
      this.actors.set(path, startActor(path, behavior, argument));
    });
  }

  #fail(actor: Actor): void {
    switch (actor.behavior.supervision) {
      case "restart":
        this.#restart(actor);
        break;
      case "stop":
        this.#stop(actor.path);
        break;
      case "escalate":
        this.#fail(this.#parent(actor));
    }
  }

  #restart({ path, behavior, argument, restarts }: Actor): void {
    const envelope = { to: path, sender: NOBODY, message: argument };
    const state = this.#attempt(envelope, () => behavior.start(argument));
    if (state === undefined || restarts === MOST_RESTARTS) this.#stop(path);
    else this.actors.set(path, { path, behavior, argument, state, restarts: restarts + 1 });
  }

  #parent({ path }: Actor): Actor {
    const parent = this.#find(parentPath(path));
    if (parent !== undefined) return parent;
    throw new ProtocolError(
      "actor-failed",
      `Could not take the message: found ${this.#failure}, expected an actor above that handles it. Everything is as it was; correct the message and send it again.`,
    );
  }

  /** Ends the actors below an actor, and then the actor itself. */
  #stop(path: string): void {
    const others = new Set([...this.#world.below(path), ...this.actors.keys()]);
    const below = [...others].filter((other) => other.startsWith(`${path}/`));
    // Sorted backwards, a path comes after all that begin with it.
    for (const each of below.toSorted().toReversed()) this.#end(each);
    this.#end(path);
  }

  #end(path: string): void {
    this.#attempt({ to: path, sender: NOBODY, message: null }, () => {
      const actor = this.#find(path);
      if (actor === undefined) return;
      this.actors.set(path, null);
      for (const effect of actor.behavior.end(actor.state)) this.#perform(path, effect);
    });
  }

  #require(path: string): Actor {
    const actor = this.#find(path);
    if (actor !== undefined) return actor;
    throw new Error("found no such actor");
  }

  #find(path: string): Actor | undefined {
    const changed = this.actors.get(path);
    if (changed === null) return undefined;
    return changed === undefined ? this.#world.actor(path) : changed;
  }

  /** Does what may fail; what it throws makes the message a dead letter. */
  #attempt<Result>(envelope: Envelope, action: () => Result): Result | undefined {
    try {
      return action();
    } catch (error) {
      this.#bury(envelope, messageOf(error));
      return undefined;
    }
  }

  #bury(envelope: Envelope, reason: string): void {
    this.#failure = `actor "${envelope.to}" failing with "${reason}"`;
    this.deadLetters.push({ ...envelope, reason });
  }
}

function endless(): ProtocolError {
  return new ProtocolError(
    "endless-turn",
    `Could not take the message: found more than ${LONGEST_TURN} messages set off by it, expected an end. Everything is as it was; send a message that sets off fewer.`,
  );
}
