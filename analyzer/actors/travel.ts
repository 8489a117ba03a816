import { ts } from "../inventory/syntax.ts";
import type { FoundActor } from "./describe-actors.ts";
import { Discriminants } from "./discriminants.ts";
import type { Entities } from "./entities.ts";
import type { Self } from "./entity.ts";
import { originsOfParameters } from "./entry-parameters.ts";
import type { ModuleTable } from "./module-table.ts";
import { fieldVisits } from "./references.ts";
import { type Visit, VisitLog } from "./visit.ts";
import { walkCode, type Walked } from "./walk-code.ts";

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

/** Follows each entry of an actor; making the object is one of its own, `constructor`. */
export function travelAll(
  actor: FoundActor,
  table: ModuleTable,
  entities: Entities,
): readonly Trip[] {
  const self: Self = { classes: actor.heritage.classes };
  const trips = actor.entryPoints
    .filter(({ name }) => name !== "constructor")
    .map((point): Trip => {
      const { owner, node, name } = point;
      const frame = { module: owner.module, self, owner };
      const origins = originsOfParameters(point);
      return travel(
        { actor, entry: name, starts: [{ code: node, frame, context: [], origins }] },
        table,
        entities,
      );
    });
  const starts = [...constructorVisits(self), ...fieldVisits(self.classes, self, [])];
  return [...trips, travel({ actor, entry: "constructor", starts }, table, entities)];
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

function travel({ actor, entry, starts }: Departure, table: ModuleTable, entities: Entities): Trip {
  const discriminants = new Discriminants();
  const walked = new Map<string, Walked[]>();
  const log = new VisitLog();
  const waiting: Visit[] = [];
  const enter = (visit: Visit): void => {
    const next = log.size < MOST_VISITS ? visit : { ...visit, context: [], origins: [] };
    if (log.add(next)) waiting.push(next);
  };
  const note = discriminants.note.bind(discriminants);
  for (const start of starts) enter(start);
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const { path } = visit.frame.module;
    const found = walkCode(visit, { table, entities, enter, note });
    const known = walked.get(path);
    if (known) known.push(...found);
    else walked.set(path, [...found]);
  }
  return { actor, entry, discriminants, walked };
}
