import type { ReportOutcome } from "./document.ts";
import { toPosixPath } from "./order.ts";

/**
 * The actors that an outcome may belong to: the class it stands in, and those whose entries reach it, in any file. A
 * helper that two actors reach belongs to both.
 */
export function listOwners(
  path: string,
  unit: string,
  { routes }: Pick<ReportOutcome, "routes">,
): ReadonlySet<string> {
  const [className = ""] = unit.split(".", 1);
  const owners = new Set([keyOfOwner(path, className)]);
  for (const route of routes) owners.add(keyOfOwner(route.path, route.actor));
  return owners;
}

/** Two Workers of one repository may each have a `Counter`. */
export function keyOfOwner(path: string, name: string): string {
  return `${toPosixPath(path)}\n${name}`;
}
