import { hasClosed } from "./classic-sockets.ts";
import { beginConstruction } from "../trace/current-actor.ts";
import { breakLinks, replaceEnd } from "../trace/links.ts";
import type { ActorRecord } from "../trace/record.ts";
import { recordOf } from "../trace/registry.ts";
import { observeState } from "./state.ts";

/** Sees an instance being constructed, before the actor's own code does. */
export function beginInstance(state: DurableObjectState, className: string): void {
  observeState(state);
  const id = state.id.toString();
  const record = recordOf(id);
  if (record === undefined) return;
  record.reset();
  record.isAlive = true;
  record.state = state;
  record.name ??= state.id.name;
  record.label = `${className} "${state.id.name ?? id}"`;
  inheritSockets(record, state);
  beginConstruction(id);
}

/** The runtime gives an instance its predecessor's hibernating sockets as new objects, last accepted first. */
function inheritSockets(record: ActorRecord, state: DurableObjectState): void {
  if (record.hibernatableSockets.size === 0) return;
  const before = [...record.hibernatableSockets].filter(([socket]) => !hasClosed(socket));
  const after = state.getWebSockets().toReversed();
  if (before.length !== after.length) return breakLinks(record, "all");
  record.hibernatableSockets.clear();
  for (const [index, [socket, site]] of before.entries()) {
    const heir = after[index];
    if (heir === undefined) continue;
    replaceEnd(socket, heir);
    record.hibernatableSockets.set(heir, site);
  }
}
