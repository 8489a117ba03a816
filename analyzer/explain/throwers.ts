import { ts } from "../inventory/syntax.ts";
import { sayCode } from "./code.ts";

/** Named one by one up to here. */
const MOST_NAMED = 3;

/** The calls of a block that can be made to fail, awaited ones first choice; null where it calls nothing. */
export function sayThrowers(block: ts.Block, source: ts.SourceFile): string | null {
  const awaited: ts.CallExpression[] = [];
  const called: ts.CallExpression[] = [];
  const search = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isAwaitExpression(node) && ts.isCallExpression(node.expression))
      awaited.push(node.expression);
    else if (ts.isCallExpression(node)) called.push(node);
    ts.forEachChild(node, search);
  };
  search(block);
  const calls = awaited.length > 0 ? awaited : called;
  const names = [...new Set(calls.map((call) => sayCode(`${call.expression.getText(source)}(…)`)))];
  if (names.length === 0) return null;
  const shown = names.slice(0, MOST_NAMED);
  return shown.length === 1
    ? (shown[0] ?? null)
    : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}
