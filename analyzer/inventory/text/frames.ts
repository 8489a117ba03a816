import { ts } from "../syntax.ts";

/** Words and brackets around the children of a node that has no other tokens of its own. */
export type Frame = readonly [before: string, between: string, after: string];

export const frames: ReadonlyMap<ts.SyntaxKind, Frame> = new Map<ts.SyntaxKind, Frame>([
  [ts.SyntaxKind.ParenthesizedExpression, ["", "", ""]],
  [ts.SyntaxKind.AsExpression, ["", "", ""]],
  [ts.SyntaxKind.SatisfiesExpression, ["", "", ""]],
  [ts.SyntaxKind.NonNullExpression, ["", "", ""]],
  [ts.SyntaxKind.TypeAssertionExpression, ["", "", ""]],
  [ts.SyntaxKind.TypeOfExpression, ["typeof ", "", ""]],
  [ts.SyntaxKind.VoidExpression, ["void ", "", ""]],
  [ts.SyntaxKind.DeleteExpression, ["delete ", "", ""]],
  [ts.SyntaxKind.AwaitExpression, ["await ", "", ""]],
  [ts.SyntaxKind.YieldExpression, ["yield ", "", ""]],
  [ts.SyntaxKind.SpreadElement, ["...", "", ""]],
  [ts.SyntaxKind.SpreadAssignment, ["...", "", ""]],
  [ts.SyntaxKind.ArrayLiteralExpression, ["[", ", ", "]"]],
  [ts.SyntaxKind.ArrayBindingPattern, ["[", ", ", "]"]],
  [ts.SyntaxKind.ObjectLiteralExpression, ["{ ", ", ", " }"]],
  [ts.SyntaxKind.ObjectBindingPattern, ["{ ", ", ", " }"]],
  [ts.SyntaxKind.ComputedPropertyName, ["[", "", "]"]],
  [ts.SyntaxKind.Block, ["{ ", "; ", " }"]],
  [ts.SyntaxKind.ReturnStatement, ["return ", "", ""]],
  [ts.SyntaxKind.ThrowStatement, ["throw ", "", ""]],
  [ts.SyntaxKind.IfStatement, ["if ", " ", ""]],
  [ts.SyntaxKind.FunctionExpression, ["function ", " ", ""]],
  [ts.SyntaxKind.ClassExpression, ["class ", " ", ""]],
]);
