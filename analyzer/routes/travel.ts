import { ts } from "ts-morph";
import type { FoundActor } from "../actors/describe-actors.ts";
import { Discriminants } from "./discriminants.ts";
import type { Self } from "../modules/entity.ts";
import { originsOfParameters } from "./entry-parameters.ts";
import { fieldVisits } from "./references.ts";
import type { Visit } from "./visit.ts";
import type { Walked } from "./walked.ts";
import type { Walks } from "./walks.ts";

/** Everything that one entry of an actor leads to. */
export interface Trip {
  readonly actor: FoundActor;
  readonly entry: string;
  readonly discriminants: Discriminants;
  /** The code reached, by file. */
  readonly walked: ReadonlyMap<string, readonly Walked[]>;
}

/** After so many visits of one entry, messages are no longer told apart: what is left stays linear. */
const MOST_VISITS = 5000;
const UNKNOWN: Pick<Visit, "context" | "origins"> = { context: [], origins: [] };

/** Follows each entry of an actor; making the object is one of its own, `constructor`. */
export function travelAll(actor: FoundActor, walks: Walks): readonly Trip[] {
  const self: Self = { classes: actor.heritage.classes };
  const trips = actor.entryPoints
    .filter(({ name }) => name !== "constructor")
    .map((point): Trip => {
      const { owner, node, name } = point;
      const frame = { module: owner.module, self, owner };
      const origins = originsOfParameters(point);
      const starts = [{ code: node, frame, context: [], origins }];
      return travel({ actor, entry: name, starts }, walks);
    });
  const starts = [...constructorVisits(self), ...fieldVisits(self.classes, self, [])];
  return [...trips, travel({ actor, entry: "constructor", starts }, walks)];
}

function constructorVisits(self: Self): readonly Visit[] {
  for (const owner of self.classes) {
    const code = owner.node.members.find(
      (member): member is ts.ConstructorDeclaration =>
        ts.isConstructorDeclaration(member) && member.body !== undefined,
    );
    if (code)
      return [{ code, frame: { module: owner.module, self, owner }, context: [], origins: [] }];
  }
  return [];
}

interface Departure {
  readonly actor: FoundActor;
  readonly entry: string;
  readonly starts: readonly Visit[];
}

function travel({ actor, entry, starts }: Departure, walks: Walks): Trip {
  const discriminants = new Discriminants();
  const walked = new Map<string, Walked[]>();
  const seen = new Set<string>();
  const waiting = starts.map((start) => walks.keyed(start));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const bounded = seen.size < MOST_VISITS ? next : walks.keyed({ ...next.visit, ...UNKNOWN });
    if (seen.has(bounded.key)) continue;
    seen.add(bounded.key);
    const walk = walks.of(bounded);
    for (const found of walk.next) if (!seen.has(found.key)) waiting.push(found);
    for (const { constraints, dispatches } of walk.notes)
      discriminants.note(constraints, dispatches);
    const { path } = next.visit.frame.module;
    const known = walked.get(path);
    if (known) known.push(...walk.walked);
    else walked.set(path, [...walk.walked]);
  }
  return { actor, entry, discriminants, walked };
}
