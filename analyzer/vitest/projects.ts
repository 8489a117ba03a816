import { isRecord } from "../is-record.ts";

/** A project written in place, with one more plugin; anything else (a path, a promise, a function) as it is. */
export function withPlugin(project: unknown, plugin: object): unknown {
  if (!isRecord(project)) return project;
  const { plugins = [] } = project;
  return { ...project, plugins: [plugins, plugin] };
}
