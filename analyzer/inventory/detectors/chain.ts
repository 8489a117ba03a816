import { readText } from "../text/read-text.ts";
import { nameOfCallback } from "../names.ts";
import { placeBehind } from "../place.ts";
import {
  isCallExpression,
  isElementAccessExpression,
  isFunctionLike,
  isNonNullExpression,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** One link of `a.b[c](d)`: what it is applied to comes first. */
type Link =
  | ts.PropertyAccessExpression
  | ts.ElementAccessExpression
  | ts.CallExpression
  | ts.NonNullExpression;

function isLink(node: ts.Node): node is Link {
  const { kind } = node;
  return (
    kind === SyntaxKind.PropertyAccessExpression ||
    kind === SyntaxKind.CallExpression ||
    kind === SyntaxKind.ElementAccessExpression ||
    kind === SyntaxKind.NonNullExpression
  );
}

/** Accesses and calls; each `?.` continues or ends the chain. A chain may be thousands of links long: no recursion. */
export function visitChain(node: ts.Node, walk: Walk): void {
  if (!isLink(node)) return;
  const links: Link[] = [node];
  let first: ts.Expression = node.expression;
  while (isLink(first)) {
    links.push(first);
    first = first.expression;
  }
  walk.visit(first);
  const { place } = walk;
  let reached: string | undefined;
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    // Links of one chain are siblings, each behind the one before.
    if (reached !== undefined) walk.place = placeBehind(place, reached);
    reached = decideLink(link, reached, walk);
    walk.place = place;
    visitRest(link, reached, walk);
  }
}

/** The id of the outcome under which the rest of the chain runs. */
function decideLink(link: Link, reached: string | undefined, walk: Walk): string | undefined {
  if (isNonNullExpression(link)) return reached;
  const { questionDotToken, expression } = link;
  if (questionDotToken === undefined || walk.profile !== "full") return reached;
  const { sourceFile } = walk;
  const [on] = walk.decide({
    kind: "optional-chain",
    start: questionDotToken.getStart(sourceFile),
    end: link.end,
    text: readText(expression, sourceFile),
    outcomes: [
      { label: "continue", evidence: { by: "nothing", reason: "optional-chain" } },
      { label: "short", evidence: { by: "nothing", reason: "optional-chain" } },
    ],
  });
  return on;
}

function visitRest(link: Link, reached: string | undefined, walk: Walk): void {
  if (isCallExpression(link)) walk.visitTypes(link.typeArguments);
  if (isElementAccessExpression(link)) walk.visitUnder(reached, link.argumentExpression);
  else if (isCallExpression(link) && link.arguments.length > 0) {
    if (reached === undefined) visitArguments(link, walk);
    else walk.within(reached, () => visitArguments(link, walk));
  }
}

function visitArguments(call: ts.CallExpression, walk: Walk): void {
  for (const argument of call.arguments) {
    if (isFunctionLike(argument))
      walk.expected.name.leave(argument, nameOfCallback(call.expression));
    walk.visit(argument);
  }
}
