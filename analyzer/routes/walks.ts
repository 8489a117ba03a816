import type { Entities } from "../modules/entities.ts";
import type { ModuleTable } from "../modules/module-table.ts";
import type { Context } from "./narrowing.ts";
import { sortRegions } from "./region.ts";
import { unlessTooDeep } from "../modules/unless-too-deep.ts";
import { type Visit, VisitKeys } from "./visit.ts";
import { walkCode } from "./walk-code.ts";
import type { Walked } from "./walked.ts";

/** A visit and what tells it apart from others. */
export interface KeyedVisit {
  readonly key: string;
  readonly visit: Visit;
}

/** What one visit of a piece of code finds. */
export interface Walk {
  readonly walked: readonly Walked[];
  /** The code it leads to, each way of entering it once. */
  readonly next: readonly KeyedVisit[];
  /** What its conditions compare of the message. */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly constraints: Context;
  /** True where a switch or a handler map names the values. */
  readonly dispatches: boolean;
}

/** Walks code, each way of entering it once: entries and actors that share helpers share the work. */
export class Walks {
  readonly #table: ModuleTable;
  readonly #entities: Entities;
  readonly #keys = new VisitKeys();
  readonly #walks = new Map<string, Walk>();

  constructor(table: ModuleTable, entities: Entities) {
    this.#table = table;
    this.#entities = entities;
  }

  keyed(visit: Visit): KeyedVisit {
    return { key: this.#keys.of(visit), visit };
  }

  of({ key, visit }: KeyedVisit): Walk {
    const known = this.#walks.get(key);
    if (known) return known;
    const walk = this.#walk(visit);
    this.#walks.set(key, walk);
    return walk;
  }

  #walk(visit: Visit): Walk {
    const next = new Map<string, KeyedVisit>();
    const notes: Note[] = [];
    const walked = unlessTooDeep(() =>
      walkCode(visit, {
        table: this.#table,
        entities: this.#entities,
        enter: (found) => {
          const keyed = this.keyed(found);
          next.set(keyed.key, keyed);
        },
        note: (constraints, dispatches) => {
          if (constraints.length > 0) notes.push({ constraints, dispatches });
        },
      }),
    );
    for (const { region } of walked ?? []) sortRegions(region);
    return { walked: walked ?? [], next: [...next.values()], notes };
  }
}
