import type { Unit } from "../model.ts";
import { firstBodyCounter, functionCounter } from "./function-counter.ts";
import { joinScope, type UnitFrame } from "./place.ts";
import { isConstructorDeclaration, type ts } from "./syntax.ts";
import type { Walk } from "./walk.ts";

/** A new unit of this name where the walk is. */
export function openUnit(name: string, kind: Unit["kind"], node: ts.Node, walk: Walk): UnitFrame {
  const scope = joinScope(walk.place.scope, name);
  const entered = functionCounter(node, walk) ?? firstBodyCounter(node, walk);
  const path = walk.recorder.addUnit(scope, kind, {
    start: node.getStart(walk.sourceFile),
    end: node.end,
    entered,
  });
  return { path, scope, entered };
}

/** The unit that sets the fields of the class around: its constructor, or its static part. */
export function openFieldUnit(isStatic: boolean, walk: Walk): UnitFrame {
  const { owner, unit } = walk.place;
  if (owner === undefined) return unit;
  if (isStatic) return (owner.static ??= openUnit("static", "static-block", owner.node, walk));
  const written = owner.node.members.find(
    (member) => isConstructorDeclaration(member) && member.body !== undefined,
  );
  return (owner.instance ??= openUnit("constructor", "constructor", written ?? owner.node, walk));
}
