import { subtract, toEvidence } from "../counts.ts";
import { joinTexts, readText } from "../text/read-text.ts";
import { ts } from "../syntax.ts";
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
  const outcomes = [
    {
      label: "used",
      start: value.getStart(sourceFile),
      evidence: toEvidence(used),
    },
    { label: "given", evidence: toEvidence(subtract(walk.asked, used)) },
  ];
  const [taken] = walk.decide({
    kind: "default-arg",
    start,
    end: value.end,
    text: joinTexts(readText(name, sourceFile), " = ", readText(value, sourceFile)),
    outcomes: walk.profile === "istanbul" ? outcomes.slice(0, 1) : outcomes,
  });
  visitTarget(name, walk);
  if (ts.isIdentifier(name)) walk.expected.name.leave(value, name.text);
  walk.visitUnder(taken, value);
}

/** An element of a pattern that declares variables. */
export function visitBindingElement(node: ts.Node, walk: Walk): void {
  if (!ts.isBindingElement(node)) return;
  const { propertyName, name, initializer } = node;
  if (propertyName !== undefined) walk.visit(propertyName);
  if (initializer === undefined) walk.visit(name);
  else visitDefault({ whole: node, name, value: initializer }, walk);
}

/** A parameter, or a parameter that is a property too. */
export function visitParameter(node: ts.Node, walk: Walk): void {
  if (!ts.isParameter(node)) return;
  const { name, initializer } = node;
  visitDecorators(node, walk);
  walk.visitTypes(node.type);
  if (initializer === undefined) walk.visit(name);
  else visitDefault({ whole: node, name, value: initializer }, walk);
}

/** Babel has the decorators of a parameter on its name, and an ignore comment there leaves them out too. */
function visitDecorators({ modifiers, name }: ts.ParameterDeclaration, walk: Walk): void {
  if (modifiers === undefined) return;
  const isProperty = modifiers.some((modifier) => !ts.isDecorator(modifier));
  walk.ignoring(isProperty ? undefined : walk.hints?.of(name), () => walk.visitAll(modifiers));
}

/** The left side of an assignment; a literal there is a pattern, and an `=` in it a default value. */
export function visitTarget(node: ts.Node, walk: Walk): void {
  if (ts.isArrayLiteralExpression(node)) {
    for (const element of node.elements) visitElement(element, walk);
  } else if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) visitProperty(property, walk);
  } else if (ts.isSpreadElement(node)) visitTarget(node.expression, walk);
  else walk.visit(node);
}

function visitElement(node: ts.Expression, walk: Walk): void {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    visitDefault({ whole: node, name: node.left, value: node.right }, walk);
  } else visitTarget(node, walk);
}

function visitProperty(node: ts.ObjectLiteralElementLike, walk: Walk): void {
  if (ts.isPropertyAssignment(node)) {
    walk.visit(node.name);
    visitElement(node.initializer, walk);
  } else if (ts.isShorthandPropertyAssignment(node) && node.objectAssignmentInitializer) {
    const { name, objectAssignmentInitializer: value } = node;
    visitDefault({ whole: node, name, value }, walk);
  } else if (ts.isSpreadAssignment(node)) visitTarget(node.expression, walk);
  else walk.visit(node);
}
