import type { MessageField, Route } from "../model.ts";
import type { Context } from "./narrowing.ts";
import { contextAt } from "./region.ts";
import type { Trip } from "./travel.ts";
import type { Walked } from "./walked.ts";

/** A function of a file, and each way in which it is entered. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly ways: readonly Way[];
}

interface Way extends Walked {
  readonly trip: Trip;
}

/** More messages than these for one place are not told one by one. */
const MOST_MESSAGES = 32;

/** Routes of one actor to one place; each actor keeps some, because totals are counted by them. */
const MOST_ROUTES = 64;

/** The functions of a file that entries lead to, in the order of entries. */
export function listStretches(trips: readonly Trip[], path: string): readonly Stretch[] {
  const stretches = new Map<string, Stretch & { readonly ways: Way[] }>();
  for (const trip of trips)
    for (const { region, names } of trip.walked.get(path) ?? []) {
      const { from, to } = region;
      const way = { region, names, trip };
      const key = `${from}:${to}`;
      const known = stretches.get(key);
      if (known) known.ways.push(way);
      else stretches.set(key, { from, to, ways: [way] });
    }
  return [...stretches.values()];
}

/** The routes to an offset, one per entry and message: the most specific first, in the order of actors and entries. */
export function routesAt(stretches: readonly Stretch[], offset: number): readonly Route[] {
  const routes = new Map<string, Route>();
  const counts = new Map<Trip["actor"], number>();
  for (const { from, to, ways } of stretches) {
    if (offset < from || offset >= to) continue;
    for (const { region, trip } of ways) {
      const count = counts.get(trip.actor) ?? 0;
      const context = count < MOST_ROUTES ? contextAt(region, offset) : undefined;
      if (!context) continue;
      for (const route of listRoutes(trip, context)) routes.set(keyOf(route), route);
      counts.set(trip.actor, count + 1);
    }
  }
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
