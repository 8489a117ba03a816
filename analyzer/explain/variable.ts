import { ts } from "../inventory/syntax.ts";
import type { Place } from "./gap.ts";
import { sayCode } from "./code.ts";

/** Variables of a condition that are told where they come from; more would bury the sentence. */
const MOST_NAMED = 2;

/** ` (`n` comes from `storage.get("n") ?? 0`, line 38)` for the local variables of a condition; empty without any. */
export function sayOrigins(condition: ts.Node, { source, parents }: Place): string {
  const names = namesIn(condition);
  const owner = parents.findLast((parent) => ts.isFunctionLike(parent));
  if (!owner || names.size === 0) return "";
  const origins: string[] = [];
  const search = (node: ts.Node): void => {
    if (node.pos >= condition.pos) return;
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer &&
      names.has(node.name.text)
    ) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const value = sayCode(node.initializer.getText(source));
      origins.push(`${sayCode(node.name.text)} comes from ${value}, line ${line + 1}`);
    }
    ts.forEachChild(node, search);
  };
  search(owner);
  return origins.length === 0 ? "" : ` (${origins.slice(-MOST_NAMED).join("; ")})`;
}

function namesIn(condition: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const search = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isPropertyAccessExpression(node)) search(node.expression);
    else ts.forEachChild(node, search);
  };
  search(condition);
  return names;
}
