import { ts } from "ts-morph";
import { sayCode } from "./code.ts";
import type { Place } from "./gap.ts";

/** Tells which part of the message an expression is, e.g. "`name` of the message"; undefined when it is none. */
export type SayPart = (expression: ts.Expression) => string | undefined;

/** Variables of a condition that are told where they come from; more would bury the sentence. */
const MOST_NAMED = 2;

/**
 * ` (`n` comes from `storage.get("n") ?? 0`, line 38)` for the variables of a condition: the part of the message they
 * are, else where they were declared; empty without any.
 */
export function sayVariables(condition: ts.Node, place: Place, sayPart: SayPart): string {
  const notes: string[] = [];
  for (const [name, node] of namesIn(condition)) {
    const part = sayPart(node);
    const note = part === undefined ? sayDeclaration(name, condition, place) : sayIs(name, part);
    if (note !== undefined) notes.push(note);
  }
  return notes.length === 0 ? "" : ` (${notes.slice(0, MOST_NAMED).join("; ")})`;
}

/** A name that is the field's own is not said twice. */
function sayIs(name: string, part: string): string | undefined {
  if (part === sayCode(name)) return undefined;
  return part.startsWith(`${sayCode(name)} of `) ? part : `${sayCode(name)} is ${part}`;
}

/** The variable in the innermost function that the condition reads, as declared above it. */
function sayDeclaration(
  name: string,
  condition: ts.Node,
  { source, parents }: Place,
): string | undefined {
  const owner = parents.findLast((parent) => ts.isFunctionLike(parent));
  let found: ts.VariableDeclaration | undefined;
  let isConstant = false;
  const search = (node: ts.Node): void => {
    if (node.pos >= condition.pos) return;
    if (ts.isVariableDeclarationList(node)) {
      const named = node.declarations.find((declaration) => isNamed(declaration.name, name));
      found = named ?? found;
      if (named) isConstant = (node.flags & ts.NodeFlags.Const) !== 0;
    }
    ts.forEachChild(node, search);
  };
  if (owner) search(owner);
  if (!found?.initializer) return undefined;
  const { line } = source.getLineAndCharacterOfPosition(found.getStart(source));
  const origin = isConstant ? "comes from" : "starts as";
  return `${sayCode(name)} ${origin} ${sayCode(found.initializer.getText(source))}, line ${line + 1}`;
}

/** True for the name itself and for a pattern that has it among its names. */
function isNamed(binding: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(binding)) return binding.text === name;
  return binding.elements.some(
    (element) => ts.isBindingElement(element) && isNamed(element.name, name),
  );
}

/** Names that a condition reads, each with its first place. */
function namesIn(condition: ts.Node): ReadonlyMap<string, ts.Identifier> {
  const names = new Map<string, ts.Identifier>();
  const search = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      if (!names.has(node.text)) names.set(node.text, node);
    } else if (ts.isPropertyAccessExpression(node)) search(node.expression);
    else ts.forEachChild(node, search);
  };
  search(condition);
  return names;
}
