import type { MessageField, Route } from "../model.ts";
import type { Context } from "./narrowing.ts";
import { contextAt, type Region } from "./region.ts";
import type { Trip } from "./travel.ts";
import type { Walked } from "./walked.ts";

/** A function of a file, and each way in which it is entered. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly ways: readonly Way[];
}

/** How an entry leads through a function. */
export interface Way extends Walked {
  readonly trip: Trip;
}

/** More messages than these for one place are not told one by one. */
const MOST_MESSAGES = 32;

/** Routes of one actor to one place; each actor keeps some, because totals are counted by them. */
const MOST_ROUTES = 64;

interface Draft extends Stretch {
  readonly ways: Way[];
}

/** The functions of a file that entries lead to, in the order of entries. */
export function listStretches(trips: readonly Trip[], path: string): readonly Stretch[] {
  const stretches = new Map<string, Draft>();
  // Code that several entries lead to in the same way was walked once.
  const byRegion = new Map<Region, Draft>();
  for (const trip of trips)
    for (const { region, names } of trip.walked.get(path) ?? []) {
      const { from, to } = region;
      const way = { region, names, trip };
      const known = byRegion.get(region);
      if (known) {
        known.ways.push(way);
        continue;
      }
      const key = `${from}:${to}`;
      const stretch = stretches.get(key) ?? { from, to, ways: [] };
      stretch.ways.push(way);
      stretches.set(key, stretch);
      byRegion.set(region, stretch);
    }
  return [...stretches.values()];
}

/**
 * Prepares to tell the routes to offsets, one per entry and message: the most specific first, in the order of actors and
 * entries. Where equal ways lead, the very same list is told: hundreds of entries may share what they lead to.
 */
export function createRoutesAt(
  stretches: readonly Stretch[],
): (offset: number) => readonly Route[] {
  const known = new Map<string, readonly Route[]>();
  const numbers = new Map<Context, number>();
  const numberOf = (context: Context): number => {
    const number = numbers.get(context) ?? numbers.size + 1;
    numbers.set(context, number);
    return number;
  };
  return (offset) => {
    const steps: Step[] = [];
    const key: number[] = [];
    const counts = new Map<Trip["actor"], number>();
    for (const [index, { from, to, ways }] of stretches.entries()) {
      if (offset < from || offset >= to) continue;
      key.push(-1 - index);
      for (const { region, trip } of ways) {
        const count = counts.get(trip.actor) ?? 0;
        const context = count < MOST_ROUTES ? contextAt(region, offset) : undefined;
        key.push(context ? numberOf(context) : 0);
        if (!context) continue;
        steps.push({ trip, context });
        counts.set(trip.actor, count + 1);
      }
    }
    const name = key.join(" ");
    const routes = known.get(name) ?? joinRoutes(steps);
    known.set(name, routes);
    return routes;
  };
}

/** An entry, and what is known of its message at a place. */
interface Step {
  readonly trip: Trip;
  readonly context: Context;
}

function joinRoutes(steps: readonly Step[]): readonly Route[] {
  const routes = new Map<string, Route>();
  for (const { trip, context } of steps)
    for (const route of listRoutes(trip, context)) routes.set(keyOf(route), route);
  return [...routes.values()].toSorted((left, right) => right.fields.length - left.fields.length);
}

function keyOf({ path, actor, entry, fields }: Route): string {
  return JSON.stringify([path, actor, entry, fields]);
}

function listRoutes({ actor, entry, discriminants }: Trip, context: Context): readonly Route[] {
  return combine(discriminants.select(context)).map((fields) => ({
    actor: actor.name,
    path: actor.path,
    entry,
    message: fields.length === 0 ? null : fields.map(({ value }) => value).join(" "),
    fields,
  }));
}

/** One list of fields for each combination of the values that the constraints allow. */
function combine(context: Context): readonly (readonly MessageField[])[] {
  const count = context.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_MESSAGES) return [[]];
  return context.reduce<readonly (readonly MessageField[])[]>(
    (lists, { parameter, path, values }) =>
      lists.flatMap((list) => values.map((value) => [...list, { parameter, name: path, value }])),
    [[]],
  );
}
