import type { ts } from "../inventory/syntax.ts";
import type { FileInventory, Route } from "../model.ts";
import type { ActorProject } from "./describe-actors.ts";
import { Entities } from "./entities.ts";
import type { Context } from "./narrowing.ts";
import { originOf, type Origin } from "./origin.ts";
import { contextAt } from "./region.ts";
import { listStretches, routesAt, type Stretch } from "./routes-at.ts";
import { travelAll } from "./travel.ts";
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
  const trips = project.actors.flatMap((actor) => travelAll(actor, walks));
  // Of the file that was asked about last: one file is told at a time.
  let last: { readonly path: string; readonly stretches: readonly Stretch[] } | undefined;
  const stretchesOf = (path: string): readonly Stretch[] => {
    if (last?.path !== path) last = { path, stretches: listStretches(trips, path) };
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

function findOrigins(
  stretches: readonly Stretch[],
  route: Route,
  { offset, expression }: ExpressionPlace,
): readonly Origin[] {
  const found = new Map<string, Origin>();
  for (const { from, to, ways } of stretches) {
    if (offset < from || offset >= to) continue;
    for (const { region, names, trip } of ways) {
      const { actor, entry } = trip;
      if (actor.name !== route.actor || actor.path !== route.path || entry !== route.entry)
        continue;
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
  for (const { kind, outcomes, start, end } of file.decisions)
    for (const outcome of outcomes) {
      // An `else` that nobody wrote is what follows: there an early exit has told something.
      const unwritten = kind === "if" && outcome.label === "else" ? end : start;
      const { line, column } = outcome.start ?? unwritten;
      table.set(outcome.id, routesAt(stretches, (lines[line - 1] ?? 0) + column));
    }
  return table;
}
