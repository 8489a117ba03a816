import type { ts } from "../inventory/syntax.ts";
import type { FileInventory, Route } from "../model.ts";
import type { ActorProject } from "../actors/describe-actors.ts";
import { Entities } from "../modules/entities.ts";
import type { Context } from "./narrowing.ts";
import { originOf, type Origin } from "./origin.ts";
import { contextAt } from "./region.ts";
import { createRoutesAt, listStretches, type Stretch, type Way } from "./routes-at.ts";
import { travelAll, type Trip } from "./travel.ts";
import { Walks } from "./walks.ts";

/** What leads where. */
export interface Routes {
  /** The routes of an outcome of a listed file; the most specific first, none outside actors. */
  readonly of: (path: string, outcomeId: string) => readonly Route[];
  /** The parts of the message that an expression can be where a route leads; empty when it is none. */
  readonly originsAt: (route: Route, place: ExpressionPlace) => readonly Origin[];
}

/** An expression and where it stands. */
export interface ExpressionPlace {
  readonly path: string;
  readonly offset: number;
  readonly expression: ts.Expression;
}

/**
 * Finds, from each entry of each actor, the code it reaches in the project and the messages that lead there.
 * What the text does not tell without types (calls through interfaces, computed names) is not followed.
 */
export function findRoutes(project: ActorProject, inventory: readonly FileInventory[]): Routes {
  const files = new Map(inventory.map((file) => [file.path, file]));
  return openRoutes(project, (path) => files.get(path));
}

/** The same, of files that are asked for one by one. */
export function openRoutes(
  project: ActorProject,
  fileOf: (path: string) => FileInventory | undefined,
): Routes {
  const walks = new Walks(project.modules, new Entities(project.modules));
  const trips = groupByPath(project.actors.flatMap((actor) => travelAll(actor, walks)));
  // Of the file that was asked about last: one file is told at a time.
  let last: { readonly path: string; readonly stretches: readonly Stretch[] } | undefined;
  const stretchesOf = (path: string): readonly Stretch[] => {
    if (last?.path !== path) last = { path, stretches: listStretches(trips.get(path) ?? [], path) };
    return last.stretches;
  };
  const tables = new Map<string, ReadonlyMap<string, readonly Route[]>>();
  const of = (path: string, outcomeId: string): readonly Route[] => {
    let table = tables.get(path);
    if (!table) {
      table = tabulate(project, stretchesOf(path), fileOf(path));
      tables.set(path, table);
    }
    return table.get(outcomeId) ?? [];
  };
  return { of, originsAt: (route, place) => findOrigins(stretchesOf(place.path), route, place) };
}

/** The trips that lead into each file, in their order. */
function groupByPath(trips: readonly Trip[]): ReadonlyMap<string, readonly Trip[]> {
  const groups = new Map<string, Trip[]>();
  for (const trip of trips)
    for (const path of trip.walked.keys()) {
      const group = groups.get(path);
      if (group) group.push(trip);
      else groups.set(path, [trip]);
    }
  return groups;
}

const byEntry = new WeakMap<Stretch, ReadonlyMap<string, readonly Way[]>>();

/** The ways in which an entry leads through a stretch. */
function waysOf(stretch: Stretch, { path, actor, entry }: Route): readonly Way[] {
  const known = byEntry.get(stretch) ?? groupByEntry(stretch);
  byEntry.set(stretch, known);
  return known.get(`${path}\n${actor}\n${entry}`) ?? [];
}

function groupByEntry({ ways }: Stretch): ReadonlyMap<string, readonly Way[]> {
  const groups = new Map<string, Way[]>();
  for (const way of ways) {
    const { actor, entry } = way.trip;
    const key = `${actor.path}\n${actor.name}\n${entry}`;
    const group = groups.get(key);
    if (group) group.push(way);
    else groups.set(key, [way]);
  }
  return groups;
}

function findOrigins(
  stretches: readonly Stretch[],
  route: Route,
  { offset, expression }: ExpressionPlace,
): readonly Origin[] {
  const found = new Map<string, Origin>();
  for (const stretch of stretches) {
    if (offset < stretch.from || offset >= stretch.to) continue;
    for (const { region, names } of waysOf(stretch, route)) {
      const context = contextAt(region, offset);
      const origin = context && allows(context, route) && originOf(expression, names);
      if (origin) found.set(JSON.stringify(origin), origin);
    }
  }
  return [...found.values()];
}

/** True when nothing that is known at a place rules out a message with the fields of a route. */
function allows(context: Context, { fields }: Route): boolean {
  return fields.every(({ parameter, name, value }) => {
    const known = context.find((one) => one.parameter === parameter && one.path === name);
    return known === undefined || known.values.includes(value);
  });
}

function tabulate(
  project: ActorProject,
  stretches: readonly Stretch[],
  file: FileInventory | undefined,
): ReadonlyMap<string, readonly Route[]> {
  const table = new Map<string, readonly Route[]>();
  const source = file && stretches.length > 0 ? project.modules.get(file.path)?.source : undefined;
  if (!file || !source) return table;
  const lines = source.getLineStarts();
  const routesAt = createRoutesAt(stretches);
  for (const { kind, outcomes, start, end } of file.decisions)
    for (const outcome of outcomes) {
      // An `else` that nobody wrote is what follows: there an early exit has told something.
      const unwritten = kind === "if" && outcome.label === "else" ? end : start;
      const { line, column } = outcome.start ?? unwritten;
      table.set(outcome.id, routesAt((lines[line - 1] ?? 0) + column));
    }
  return table;
}
