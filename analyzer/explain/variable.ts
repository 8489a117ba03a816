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
  const declared = owner && declarationsIn(owner).get(name);
  const found = declared?.findLast(({ node }) => node.pos < condition.pos);
  if (!found?.node.initializer) return undefined;
  // The value of a constant is told where it is asked about.
  if (found.isConstant && ts.isLiteralExpression(found.node.initializer)) return undefined;
  const { line } = source.getLineAndCharacterOfPosition(found.node.getStart(source));
  const origin = found.isConstant ? "comes from" : "starts as";
  return `${sayCode(name)} ${origin} ${sayCode(found.node.initializer.getText(source))}, line ${line + 1}`;
}

interface Declaration {
  readonly node: ts.VariableDeclaration;
  readonly isConstant: boolean;
}

const declarations = new WeakMap<ts.Node, ReadonlyMap<string, readonly Declaration[]>>();

/** The variables of a function by name, in the order of the text; looked for once. */
function declarationsIn(owner: ts.Node): ReadonlyMap<string, readonly Declaration[]> {
  const known = declarations.get(owner);
  if (known) return known;
  const found = new Map<string, Declaration[]>();
  const search = (node: ts.Node): void => {
    if (ts.isVariableDeclarationList(node))
      for (const declaration of node.declarations) {
        const isConstant = (node.flags & ts.NodeFlags.Const) !== 0;
        for (const name of listNames(declaration.name))
          found.set(name, [...(found.get(name) ?? []), { node: declaration, isConstant }]);
      }
    ts.forEachChild(node, search);
  };
  search(owner);
  declarations.set(owner, found);
  return found;
}

/** The name itself, or those of a pattern. */
function listNames(binding: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(binding)) return [binding.text];
  return binding.elements.flatMap((element) =>
    ts.isBindingElement(element) ? listNames(element.name) : [],
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
