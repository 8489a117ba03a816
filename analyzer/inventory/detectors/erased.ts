import type { ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";

/**
 * Types run nowhere. Istanbul walks into them all the same, and there may be a computed name or the
 * pattern of a parameter in them.
 */
export function visitType(node: ts.Node, walk: Walk): void {
  if (walk.profile === "istanbul") walk.erasing(() => walk.visitChildren(node));
}

/** Imports and lists of exports: nothing in them runs here. */
export function visitNothing(): void {}
