import { describeSite } from "../failures/call-site.ts";
import { monotonicNow } from "../workerd/runtime.ts";
import type { OpenSocket } from "../probe/socket.ts";
import { drawTimeline } from "../failures/timeline.ts";
import type { Activity, ActorRecord } from "../trace/record.ts";

const SHOWN = 6;

/** Writes what each actor is waiting for and the timeline of the test; begins a new line if there is anything. */
export function describeSurroundings(
  records: readonly ActorRecord[],
  sockets: readonly OpenSocket[],
): string {
  const now = monotonicNow();
  const waiting = records.flatMap((record) =>
    Array.from(record.activities, (activity) => describeActivity(record, activity, now)),
  );
  const lanes = [
    ...sockets.map(({ name, events }) => ({ name: name.replace(/^socket /, ""), events })),
    ...records.map(({ label, events }) => ({ name: label, events })),
  ];
  const parts = [
    ...(waiting.length === 0 ? [] : ["  actors", ...waiting.slice(0, SHOWN)]),
    drawTimeline(lanes, now),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `\n${parts.join("\n")}`;
}

function describeActivity({ label }: ActorRecord, activity: Activity, now: number): string {
  const { name, site, since } = activity;
  const place = site === undefined ? "" : ` at ${describeSite(site)}`;
  return `    ${label}: ${name}${place}, for ${Math.round(now - since)} ms`;
}
