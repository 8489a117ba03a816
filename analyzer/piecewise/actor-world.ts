import { describeActors, type ActorProject } from "../actors/describe-actors.ts";
import { openRoutes, type Routes } from "../routes/find-routes.ts";
import type { FileInventory } from "../model.ts";
import type { SourceReader } from "./source-reader.ts";

/** The actors of a project and what leads where in it. */
export interface ActorWorld {
  readonly project: ActorProject;
  readonly routes: Routes;
  /** The source files that any of this was found in, or looked for: all others have nothing to do with actors. */
  readonly paths: ReadonlySet<string>;
}

/** Finds the actors and follows their entries; files are listed one by one, where routes of their outcomes are asked for. */
export function openActorWorld(
  reader: SourceReader,
  listed: (path: string) => FileInventory | undefined,
): ActorWorld {
  const asked = new Set<string>();
  const project = reader.track(asked, () => describeActors(reader.files));
  const routes = reader.track(asked, () => openRoutes(project, listed));
  return { project, routes, paths: new Set(asked) };
}
