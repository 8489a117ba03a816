import type { ts } from "../inventory/syntax.ts";
import type { FileInventory, MessageField, Position, Route } from "../model.ts";
import type { ActorProject } from "./describe-actors.ts";
import { Entities } from "./entities.ts";
import type { Context } from "./narrowing.ts";
import { originOf, type Origin } from "./origin.ts";
import { contextAt } from "./region.ts";
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

/** More messages than these for one place are not told one by one. */
const MOST_MESSAGES = 32;

/**
 * Finds, from each entry of each actor, the code it reaches in the project and the messages that lead there.
 * What the text does not tell without types (calls through interfaces, computed names) is not followed.
 */
export function findRoutes(project: ActorProject, inventory: readonly FileInventory[]): Routes {
  const walks = new Walks(project.modules, new Entities(project.modules));
  const trips = project.actors.flatMap((actor) => travelAll(actor, walks));
  const files = new Map(inventory.map((file) => [file.path, file]));
  const tables = new Map<string, ReadonlyMap<string, readonly Route[]>>();
  const of = (path: string, outcomeId: string): readonly Route[] => {
    let table = tables.get(path);
    if (!table) {
      table = tabulate(project, trips, files.get(path));
      tables.set(path, table);
    }
    return table.get(outcomeId) ?? [];
  };
  return { of, originsAt: (route, place) => findOrigins(trips, route, place) };
}

function findOrigins(
  trips: readonly Trip[],
  route: Route,
  { path, offset, expression }: ExpressionPlace,
): readonly Origin[] {
  const found = new Map<string, Origin>();
  for (const { actor, entry, walked } of trips) {
    if (actor.name !== route.actor || actor.path !== route.path || entry !== route.entry) continue;
    for (const { region, names } of walked.get(path) ?? []) {
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
  trips: readonly Trip[],
  file: FileInventory | undefined,
): ReadonlyMap<string, readonly Route[]> {
  const table = new Map<string, readonly Route[]>();
  const passing = file ? trips.filter((trip) => trip.walked.has(file.path)) : [];
  const source = file && passing.length > 0 ? project.modules.get(file.path)?.source : undefined;
  if (!file || !source) return table;
  const lines = source.getLineStarts();
  for (const { kind, outcomes, start, end } of file.decisions)
    for (const outcome of outcomes) {
      // An `else` that nobody wrote is what follows: there an early exit has told something.
      const unwritten = kind === "if" && outcome.label === "else" ? end : start;
      const offset = offsetOf(lines, outcome.start ?? unwritten);
      const routes = passing.flatMap((trip) => routesAt(trip, file.path, offset));
      table.set(
        outcome.id,
        routes.toSorted((left, right) => right.fields.length - left.fields.length),
      );
    }
  return table;
}

function offsetOf(lines: readonly number[], { line, column }: Position): number {
  return (lines[line - 1] ?? 0) + column;
}

/** The routes of one entry to a place: one per message. */
function routesAt(
  { actor, entry, walked, discriminants }: Trip,
  path: string,
  offset: number,
): readonly Route[] {
  const routes = new Map<string, Route>();
  for (const { region } of walked.get(path) ?? []) {
    const context = contextAt(region, offset);
    for (const fields of context ? combine(discriminants.select(context)) : []) {
      const message = fields.length === 0 ? null : fields.map(({ value }) => value).join(" ");
      routes.set(JSON.stringify(fields), {
        actor: actor.name,
        path: actor.path,
        entry,
        message,
        fields,
      });
    }
  }
  return [...routes.values()];
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
