import type { Entities } from "./entities.ts";
import type { ModuleTable } from "./module-table.ts";
import type { Context } from "./narrowing.ts";
import { type Visit, VisitKeys } from "./visit.ts";
import { walkCode, type Walked } from "./walk-code.ts";

/** What one visit of a piece of code finds. */
export interface Walk {
  readonly walked: readonly Walked[];
  /** The code it leads to. */
  readonly next: readonly Visit[];
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
  readonly keys: VisitKeys = new VisitKeys();
  readonly #table: ModuleTable;
  readonly #entities: Entities;
  readonly #walks = new Map<string, Walk>();

  constructor(table: ModuleTable, entities: Entities) {
    this.#table = table;
    this.#entities = entities;
  }

  of(key: string, visit: Visit): Walk {
    const known = this.#walks.get(key);
    if (known) return known;
    const next: Visit[] = [];
    const notes: Note[] = [];
    const walked = walkCode(visit, {
      table: this.#table,
      entities: this.#entities,
      enter: (found) => next.push(found),
      note: (constraints, dispatches) => {
        if (constraints.length > 0) notes.push({ constraints, dispatches });
      },
    });
    const walk = { walked, next, notes };
    this.#walks.set(key, walk);
    return walk;
  }
}
