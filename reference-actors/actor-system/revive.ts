import type { Actor } from "./actor.ts";
import type { Behavior } from "./behavior.ts";
import { checksum } from "./checksum.ts";

/** Of the JSON in a snapshot; counted up when that changes. */
export const FORMAT = 1;

/** A snapshot as it is stored. */
export type SnapshotRow = {
  path: string;
  format: number;
  kind: string;
  version: number;
  /** JSON of the actor's argument, state and restarts. */
  actor: string;
  /** Of that JSON. */
  checksum: number;
};

/** Writes an actor as a snapshot. */
export function freeze({ path, behavior, argument, state, restarts }: Actor): SnapshotRow {
  const { kind, version } = behavior;
  const actor = JSON.stringify({ argument, state, restarts });
  return { path, format: FORMAT, kind, version, actor, checksum: checksum(actor) };
}

/** Makes an actor of a snapshot. Throws when it is damaged, from a later release, or of no behavior here. */
export function revive(row: SnapshotRow, behaviors: ReadonlyMap<string, Behavior>): Actor {
  const { path, format, kind, version } = row;
  if (format !== FORMAT) throw new Error(`found format ${format}, expected ${FORMAT}`);
  if (checksum(row.actor) !== row.checksum) {
    throw new Error(`found checksum ${checksum(row.actor)}, expected ${row.checksum}`);
  }
  const behavior = behaviors.get(kind);
  if (behavior === undefined) {
    const known = [...behaviors.keys()].join(", ");
    throw new Error(`found kind "${kind}", expected one of ${known}`);
  }
  if (version > behavior.version) {
    throw new Error(`found version ${version}, expected at most ${behavior.version}`);
  }
  const { argument, state, restarts } = JSON.parse(row.actor);
  const restored = behavior.wake(behavior.restore(state, version));
  return { path, behavior, argument, state: restored, restarts };
}
