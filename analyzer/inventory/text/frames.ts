import { SyntaxKind, type ts } from "../syntax.ts";

/** Words and brackets around the children of a node that has no other tokens of its own. */
export type Frame = readonly [before: string, between: string, after: string];

export const frames: ReadonlyMap<ts.SyntaxKind, Frame> = new Map<ts.SyntaxKind, Frame>([
  [SyntaxKind.ParenthesizedExpression, ["", "", ""]],
  [SyntaxKind.AsExpression, ["", "", ""]],
  [SyntaxKind.SatisfiesExpression, ["", "", ""]],
  [SyntaxKind.NonNullExpression, ["", "", ""]],
  [SyntaxKind.TypeAssertionExpression, ["", "", ""]],
  [SyntaxKind.TypeOfExpression, ["typeof ", "", ""]],
  [SyntaxKind.VoidExpression, ["void ", "", ""]],
  [SyntaxKind.DeleteExpression, ["delete ", "", ""]],
  [SyntaxKind.AwaitExpression, ["await ", "", ""]],
  [SyntaxKind.YieldExpression, ["yield ", "", ""]],
  [SyntaxKind.SpreadElement, ["...", "", ""]],
  [SyntaxKind.SpreadAssignment, ["...", "", ""]],
  [SyntaxKind.ArrayLiteralExpression, ["[", ", ", "]"]],
  [SyntaxKind.ArrayBindingPattern, ["[", ", ", "]"]],
  [SyntaxKind.ObjectLiteralExpression, ["{ ", ", ", " }"]],
  [SyntaxKind.ObjectBindingPattern, ["{ ", ", ", " }"]],
  [SyntaxKind.ComputedPropertyName, ["[", "", "]"]],
  [SyntaxKind.Block, ["{ ", "; ", " }"]],
  [SyntaxKind.ReturnStatement, ["return ", "", ""]],
  [SyntaxKind.ThrowStatement, ["throw ", "", ""]],
  [SyntaxKind.IfStatement, ["if ", " ", ""]],
  [SyntaxKind.FunctionExpression, ["function ", " ", ""]],
  [SyntaxKind.ClassExpression, ["class ", " ", ""]],
]);
