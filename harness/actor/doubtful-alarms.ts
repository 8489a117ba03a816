import { findStub, monotonicNow, pause, runInside } from "../workerd/runtime.ts";
import type { ActorRecord } from "../trace/record.ts";

// The runtime starts an alarm within a few milliseconds.
const OVERDUE_MS = 100;

/**
 * Asks actors for alarms that should have come and were set by an instance that was aborted since: what it had not yet
 * committed is lost, and nobody can tell from outside. Gives up at `end`, on the clock of {@link monotonicNow}.
 */
export async function askForAlarms(records: readonly ActorRecord[], end: number): Promise<void> {
  const doubtful = records.filter(isDoubtful);
  if (doubtful.length === 0) return;
  await Promise.race([Promise.all(doubtful.map(ask)), pause(end - monotonicNow())]);
}

function isDoubtful({ alarmAt, alarmInDoubt, clock }: ActorRecord): boolean {
  if (!alarmInDoubt || alarmAt === undefined || clock !== undefined) return false;
  return Date.now() - alarmAt > OVERDUE_MS;
}

async function ask(record: ActorRecord): Promise<void> {
  const stub = findStub(record);
  const known = record.alarmAt;
  // Asked once, whatever comes of it.
  record.alarmInDoubt = false;
  if (stub === undefined) return;
  try {
    const alarmAt = await runInside(stub, (_instance, state) => state.storage.getAlarm());
    if (record.alarmAt === known) record.alarmAt = alarmAt ?? undefined;
  } catch {
    // An actor that cannot be constructed has no alarm that anybody could wait for.
  }
}
