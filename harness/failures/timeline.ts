/** Something that a party did. */
export interface TimelineEvent {
  /** Milliseconds on the clock of `monotonicNow`. */
  readonly at: number;
  readonly what: string;
}

/** Somebody who does things: a client or an actor. */
export interface Lane {
  readonly name: string;
  readonly events: readonly TimelineEvent[];
}

const REMEMBERED = 20;
const SHOWN = 12;
const LANES = 4;
const LANE_WIDTH = 28;

/** Remembers an event, and forgets the oldest when there are too many. */
export function remember(events: TimelineEvent[], event: TimelineEvent): void {
  events.push(event);
  if (events.length > REMEMBERED) events.shift();
}

/** Draws the last events of all parties, one lane each; empty if nothing happened. The busiest lanes are shown. */
export function drawTimeline(lanes: readonly Lane[], now: number): string {
  const shown = lanes
    .filter(({ events }) => events.length > 0)
    .toSorted((a, b) => lastAt(b) - lastAt(a))
    .slice(0, LANES);
  if (shown.length === 0) return "";
  const rows = shown
    .flatMap(({ events }, lane) => events.map((event) => ({ ...event, lane })))
    .toSorted((a, b) => a.at - b.at)
    .slice(-SHOWN)
    .map(({ at, what, lane }) => {
      const ago = `${Math.round(at - now)}`.padStart(7);
      return `  ${ago}  ${" ".repeat(lane * LANE_WIDTH)}${fit(what)}`.trimEnd();
    });
  const header = `  ${"ms".padStart(7)}  ${shown.map(({ name }) => fit(name)).join("")}`.trimEnd();
  return ["  timeline", header, ...rows].join("\n");
}

function lastAt({ events }: Lane): number {
  return events.at(-1)?.at ?? 0;
}

function fit(text: string): string {
  const room = LANE_WIDTH - 2;
  return (text.length > room ? `${text.slice(0, room - 1)}…` : text).padEnd(LANE_WIDTH);
}
