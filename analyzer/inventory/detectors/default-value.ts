import { subtract, toEvidence, toLossyEvidence } from "../counts.ts";
import { canFail } from "../losses/can-fail.ts";
import { joinTexts, readText } from "../text/read-text.ts";
import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isBindingElement,
  isDecorator,
  isIdentifier,
  isObjectLiteralExpression,
  isParameter,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** A place that takes a value if it was given none. */
export interface DefaultPlace {
  /** Where the whole begins: modifiers and decorators of a parameter, the property name of a pattern. */
  readonly whole: ts.Node;
  readonly name: ts.Node;
  readonly value: ts.Expression;
}

/** A default value: used, given. Walks on into it. */
export function visitDefault(place: DefaultPlace, walk: Walk): void {
  // Babel hangs an ignore comment before the name on name and value together.
  walk.ignoring(walk.hints?.of(place.name), () => decideDefault(place, walk));
}

function decideDefault({ whole, name, value }: DefaultPlace, walk: Walk): void {
  const { sourceFile } = walk;
  const start = name.getStart(sourceFile);
  const wholeStart = whole.getStart(sourceFile);
  const others = wholeStart === start ? [] : [wholeStart];
  const used = walk.addSite("default-arg", [start, start, ...others], 1)[0];
  if (used !== undefined && walk.asked?.failing !== undefined && canFail(value, walk))
    walk.asked.failing.push(used);
  const outcomes = [
    {
      label: "used",
      start: value.getStart(sourceFile),
      evidence: toEvidence(used),
    },
    {
      label: "given",
      evidence: toLossyEvidence(subtract(walk.asked?.count, used), walk.asked?.loss),
    },
  ];
  const [taken] = walk.decide({
    kind: "default-arg",
    start,
    end: value.end,
    text: joinTexts(readText(name, sourceFile), " = ", readText(value, sourceFile)),
    outcomes: walk.profile === "istanbul" ? outcomes.slice(0, 1) : outcomes,
  });
  visitTarget(name, walk);
  if (isIdentifier(name)) walk.expected.name.leave(value, name.text);
  walk.visitUnder(taken, value);
}

/** An element of a pattern that declares variables. */
export function visitBindingElement(node: ts.Node, walk: Walk): void {
  if (!isBindingElement(node)) return;
  const { propertyName, name, initializer } = node;
  if (propertyName !== undefined) walk.visit(propertyName);
  if (initializer === undefined) walk.visit(name);
  else visitDefault({ whole: node, name, value: initializer }, walk);
}

/** A parameter, or a parameter that is a property too. */
export function visitParameter(node: ts.Node, walk: Walk): void {
  if (!isParameter(node)) return;
  const { name, initializer } = node;
  visitDecorators(node, walk);
  walk.visitTypes(node.type);
  if (initializer === undefined) walk.visit(name);
  else visitDefault({ whole: node, name, value: initializer }, walk);
}

/** Babel has the decorators of a parameter on its name, and an ignore comment there leaves them out too. */
function visitDecorators({ modifiers, name }: ts.ParameterDeclaration, walk: Walk): void {
  if (modifiers === undefined) return;
  const isProperty = modifiers.some((modifier) => !isDecorator(modifier));
  walk.ignoring(isProperty ? undefined : walk.hints?.of(name), () => walk.visitAll(modifiers));
}

/** The left side of an assignment; a literal there is a pattern, and an `=` in it a default value. */
export function visitTarget(node: ts.Node, walk: Walk): void {
  if (isArrayLiteralExpression(node)) {
    for (const element of node.elements) visitElement(element, walk);
  } else if (isObjectLiteralExpression(node)) {
    for (const property of node.properties) visitProperty(property, walk);
  } else if (isSpreadElement(node)) visitTarget(node.expression, walk);
  else walk.visit(node);
}

function visitElement(node: ts.Expression, walk: Walk): void {
  if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
    visitDefault({ whole: node, name: node.left, value: node.right }, walk);
  } else visitTarget(node, walk);
}

function visitProperty(node: ts.ObjectLiteralElementLike, walk: Walk): void {
  if (isPropertyAssignment(node)) {
    walk.visit(node.name);
    visitElement(node.initializer, walk);
  } else if (isShorthandPropertyAssignment(node) && node.objectAssignmentInitializer) {
    const { name, objectAssignmentInitializer: value } = node;
    visitDefault({ whole: node, name, value }, walk);
  } else if (isSpreadAssignment(node)) visitTarget(node.expression, walk);
  else walk.visit(node);
}
