import type { Route } from "../model.ts";
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
  return new Set([keyOfOwner(path, className), ...ownersOf(routes)]);
}

const known = new WeakMap<readonly Route[], ReadonlySet<string>>();

/** Many outcomes share one list of routes, and it may be long. */
function ownersOf(routes: readonly Route[]): ReadonlySet<string> {
  const owners =
    known.get(routes) ?? new Set(routes.map(({ path, actor }) => keyOfOwner(path, actor)));
  known.set(routes, owners);
  return owners;
}

/** Two Workers of one repository may each have a `Counter`. */
export function keyOfOwner(path: string, name: string): string {
  return `${toPosixPath(path)}\n${name}`;
}
