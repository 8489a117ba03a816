import { HarnessError } from "../failures/errors.ts";
import { outerInstance } from "../workerd/inner-instance.ts";
import type { ActorRecord } from "../trace/record.ts";

/** What the runtime would say of this run of the alarm. */
export interface AlarmRun {
  /** How often it was tried before; default: how often it failed since it was set. */
  readonly retryCount?: number;
  /** When it was due, in milliseconds since the epoch; default: the time it was set to. */
  readonly scheduledTime?: number;
}

const LONGEST_RETRY = 6;
const FIRST_BACKOFF_MS = 2000;

/**
 * Runs the alarm that is set as the runtime does: cleared first, with its scheduled time and retry count. If the
 * handler throws, it is set again with the runtime's backoff (2 s, doubled each time) unless it failed six times.
 * Called inside the actor.
 */
export async function runAlarm(
  instance: object,
  state: DurableObjectState,
  { record, run }: { readonly record: ActorRecord; readonly run: AlarmRun },
): Promise<void> {
  const whose = `Could not fire the alarm of ${record.label}`;
  const alarmAt = await state.storage.getAlarm();
  if (alarmAt === null) throw new HarnessError("actor", `${whose}: found none set, expected one.`);
  const handler: unknown = Reflect.get(outerInstance(instance), "alarm");
  if (typeof handler !== "function") {
    throw new HarnessError("actor", `${whose}: found no alarm() method, expected one.`);
  }
  const scheduledTime = run.scheduledTime ?? alarmAt;
  const retryCount = run.retryCount ?? record.alarmFailures;
  await state.storage.deleteAlarm();
  try {
    await Reflect.apply(handler, instance, [
      { scheduledTime, retryCount, isRetry: retryCount > 0 },
    ]);
    record.alarmFailures = 0;
  } catch (error) {
    record.alarmFailures = retryCount + 1;
    const isSetAnew = (await state.storage.getAlarm()) !== null;
    if (retryCount < LONGEST_RETRY && !isSetAnew) {
      const now = record.clock?.now ?? Date.now();
      await state.storage.setAlarm(now + FIRST_BACKOFF_MS * 2 ** retryCount);
    }
    throw error;
  }
}
