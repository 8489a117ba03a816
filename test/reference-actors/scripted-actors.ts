import { type Actor, startActor } from "../../reference-actors/actor-system/actor.ts";
import type {
  Behavior,
  Context,
  Effect,
  Supervision,
} from "../../reference-actors/actor-system/behavior.ts";
import type { Outcome } from "../../reference-actors/actor-system/outcome.ts";
import { runTurn } from "../../reference-actors/actor-system/turn.ts";
import type { Json } from "../../reference-actors/protocol.ts";

/** What a listener does with a message, by its text. */
export type Script = Readonly<Record<string, (context: Context) => readonly Effect[]>>;

/** An actor that keeps the messages it took, acts by a script, and publishes how many there were when it ends. */
function listener(supervision: Supervision, script: Script): Behavior<readonly Json[]> {
  let starts = 0;
  return {
    kind: supervision,
    version: 1,
    supervision,
    start: (argument) => {
      starts += 1;
      if (argument === "unable" || (argument === "once" && starts > 1)) {
        throw new Error("unable to start");
      }
      return [];
    },
    receive: (state, message, context) => {
      if (message === "throw") throw new Error("unable to take it");
      if (message === "throw a text") throw JSON.parse('"unable, in words"');
      if (message === "nothing") return { state, effects: [] };
      const react = typeof message === "string" ? script[message] : undefined;
      const effects = react === undefined ? [] : react(context);
      return { state: [...state, message], effects };
    },
    wake: (state) => state,
    end: (state) => {
      if (state.includes("unable to end")) throw new Error("unable to end");
      return [{ do: "publish", topic: "ended", message: state.length }];
    },
    restore: () => [],
  };
}

/** A system whose actors act by one script; `root` escalates, and the paths given are there from the beginning. */
export function openScripted(script: Script, paths: Readonly<Record<string, Supervision>> = {}) {
  const kinds = ["restart", "stop", "escalate"] as const;
  const behaviors = new Map<string, Behavior>(kinds.map((kind) => [kind, listener(kind, script)]));
  const actors = new Map<string, Actor>();
  for (const [path, kind] of Object.entries({ root: "escalate" as const, ...paths })) {
    const behavior = behaviors.get(kind);
    if (behavior !== undefined) actors.set(path, startActor(path, behavior, null));
  }
  return (message: Json, to = "root", correlation: string | null = "asker"): Outcome => {
    const world = {
      now: 1000,
      actor: (path: string) => actors.get(path),
      below: (path: string) => [...actors.keys()].filter((each) => each.startsWith(`${path}/`)),
      behavior: (kind: string) => behaviors.get(kind),
    };
    const outcome = runTurn(world, { to, sender: { path: null, correlation }, message });
    for (const [path, actor] of outcome.actors) {
      if (actor === null) actors.delete(path);
      else actors.set(path, actor);
    }
    return outcome;
  };
}

/** The state in which a turn left an actor. */
export function stateOf(outcome: Outcome, path: string): unknown {
  return outcome.actors.get(path)?.state;
}

export function tell(to: string, message: Json): Effect {
  return { do: "tell", to, message };
}

export function spawn(name: string, kind = "restart", argument: Json = null): Effect {
  return { do: "spawn", name, kind, argument };
}
