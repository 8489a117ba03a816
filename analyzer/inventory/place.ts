import type { Count } from "./counts.ts";
import type { Recorder } from "./recorder.ts";
import type { ts } from "./syntax.ts";

/** A unit that is being walked. */
export interface UnitFrame {
  /** Unique in the file. */
  readonly path: string;
  /** As the code alone names it: for ids, and in front of the names of units inside. */
  readonly scope: string;
  /** How often the unit was entered. */
  readonly entered: Count;
}

/** A class that is being walked, and the units that its field values belong to. */
export interface ClassFrame {
  readonly node: ts.ClassLikeDeclaration;
  instance?: UnitFrame;
  static?: UnitFrame;
}

/** An outcome that was taken on the way, linked to the one before. */
interface Guard {
  readonly id: string;
  readonly outer: Guard | undefined;
  ids: readonly string[] | undefined;
}

/** Where the walk is. */
export interface Place {
  readonly unit: UnitFrame;
  /** What paths of units in this place begin with; "" at the top of the module. */
  readonly scope: string;
  /** The class around, if nothing else is between. */
  readonly owner: ClassFrame | undefined;
  /** Id of the innermost outcome around in the unit, or "". */
  readonly enclosing: string;
  readonly guard: Guard | undefined;
}

/** More guards than these say no more to people, and cost the square of the depth. */
const guardLimit = 64;

const noIds: readonly string[] = [];

/** The top of a module. */
export function placeInModule(sourceFile: ts.SourceFile, recorder: Recorder): Place {
  const span = { start: sourceFile.getStart(), end: sourceFile.end };
  const path = recorder.addUnit("<module>", "module", span);
  return { ...placeInUnit({ path, scope: path, entered: undefined }), scope: "" };
}

/** The inside of a unit: no outcome outside of it leads to one inside. */
export function placeInUnit(unit: UnitFrame): Place {
  return { unit, scope: unit.scope, owner: undefined, enclosing: "", guard: undefined };
}

/** What runs only after an outcome was taken. */
export function placeUnder({ unit, scope, owner, guard }: Place, outcome: string): Place {
  return { unit, scope, owner, enclosing: outcome, guard: createGuard(outcome, guard) };
}

/** What runs behind an early exit, when the other outcome was taken. */
export function placeBehind(
  { unit, scope, owner, enclosing, guard }: Place,
  outcome: string,
): Place {
  return { unit, scope, owner, enclosing, guard: createGuard(outcome, guard) };
}

/** A place where the paths of units have one more name in front. */
export function placeInScope(place: Place, name: string, owner?: ClassFrame): Place {
  const { unit, enclosing, guard } = place;
  return { unit, scope: joinScope(place.scope, name), owner, enclosing, guard };
}

export function joinScope(scope: string, name: string): string {
  return scope === "" ? name : `${scope}.${name}`;
}

function createGuard(id: string, outer: Guard | undefined): Guard {
  return { id, outer, ids: undefined };
}

/** Ids of the outcomes that were taken on the way, outermost first; of many, the innermost ones. */
export function listGuards({ guard }: Place): readonly string[] {
  if (guard === undefined) return noIds;
  if (guard.ids !== undefined) return guard.ids;
  const ids: string[] = [];
  for (
    let at: Guard | undefined = guard;
    at !== undefined && ids.length < guardLimit;
    at = at.outer
  ) {
    ids.push(at.id);
  }
  guard.ids = ids.toReversed();
  return guard.ids;
}
