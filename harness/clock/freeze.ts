import { findStub, runInside } from "../workerd/runtime.ts";
import type { ActorRecord } from "../trace/record.ts";
import { moveTimers } from "../instrument/timers.ts";
import { openActorClock } from "./actor-clock.ts";
import { observeDate } from "./date.ts";
import type { Slots } from "./slots.ts";

/** Puts an actor on virtual time that stands at `now`; does nothing if it is already. Actors to come need no more. */
export function startClock(record: ActorRecord, now: number, slots: Slots): void {
  observeDate();
  record.clock ??= openActorClock({ actor: record, now, slots });
}

/** Puts a running actor on virtual time, with the timers and the alarm that are set already. */
export async function freezeActor(record: ActorRecord, now: number, slots: Slots): Promise<void> {
  if (record.clock !== undefined) return;
  startClock(record, now, slots);
  const stub = record.isAlive ? findStub(record) : undefined;
  if (stub === undefined) return;
  const { alarmAt } = record;
  await runInside(stub, async (_instance, state) => {
    moveTimers(record);
    // Through the observed method, which keeps the time and puts the runtime's own alarm far away.
    if (alarmAt !== undefined) await state.storage.setAlarm(now + alarmAt - Date.now());
  });
}
