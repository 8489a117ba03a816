import { describeActors } from "../../../analyzer/actors/describe-actors.ts";
import { findRoutes } from "../../../analyzer/routes/find-routes.ts";
import type { ProjectFiles } from "../../../analyzer/modules/project-files.ts";
import { sayRoute } from "../../../analyzer/routes/say-route.ts";
import type { Decision, FileInventory } from "../../../analyzer/model.ts";

/** Source texts and configurations by path. */
export type Files = Readonly<Record<string, string>>;

export function projectOf(files: Files): ProjectFiles {
  return {
    paths: Object.keys(files).filter((path) => /\.[mc]?[jt]sx?$/.test(path)),
    read: (path) => files[path],
  };
}

/** Each actor as one line: `src/room.ts Room (ROOM): rpc join, alarm alarm`. */
export function listActors(files: Files): readonly string[] {
  return describeActors(projectOf(files)).actors.map((actor) => {
    const entries = actor.entries.map(({ kind, unit }) => `${kind} ${unit}`).join(", ");
    return `${actor.path} ${actor.name} (${actor.binding}): ${entries}`;
  });
}

/** The entries of the only actor of one file. */
export function listEntries(source: string): readonly string[] {
  const [actor] = describeActors(projectOf({ "a.ts": source })).actors;
  return (actor?.entries ?? []).map(({ kind, name }) => `${kind} ${name}`);
}

/** The routes to each place that a comment like `/*@here*\/` marks. */
export function listRoutes(files: Files): Readonly<Record<string, readonly string[]>> {
  const project = projectOf(files);
  const inventory = project.paths.map((path) => markersOf(path, files[path] ?? ""));
  const routes = findRoutes(describeActors(project), inventory);
  return Object.fromEntries(
    inventory.flatMap(({ path, decisions }) =>
      decisions.map(({ id }) => [id, routes.of(path, id).map(sayRoute)]),
    ),
  );
}

/** The routes within one file. */
export function listRoutesIn(source: string): Readonly<Record<string, readonly string[]>> {
  return listRoutes({ "a.ts": `import { DurableObject } from "cloudflare:workers";\n${source}` });
}

/** An inventory with one outcome for each marked place. */
function markersOf(path: string, text: string): FileInventory {
  const decisions = [...text.matchAll(/\/\*@(\w+)\*\//g)].map(({ 1: id = "", index }): Decision => {
    const lines = text.slice(0, index).split("\n");
    const start = { line: lines.length, column: (lines.at(-1) ?? "").length };
    const outcome = { id, label: "here", evidence: { by: "nothing", reason: "provider" } } as const;
    return {
      id,
      alias: id,
      kind: "if",
      unit: "",
      condition: "",
      start,
      end: start,
      guards: [],
      outcomes: [outcome],
    };
  });
  return { path, sha256: "", units: [], decisions, sites: [], artefacts: [] };
}
