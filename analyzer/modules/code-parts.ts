import { ts } from "ts-morph";

/** The parts of a node that are code, in order: names of properties, labels and modules are not. */
export function partsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isShorthandPropertyAssignment(node)) return [node.name];
  if (ts.isPropertyAssignment(node)) return [node.initializer];
  if (ts.isBindingElement(node)) return node.initializer ? [node.initializer] : [];
  if (ts.isLabeledStatement(node)) return [node.statement];
  if (ts.isBreakOrContinueStatement(node) || ts.isMetaProperty(node)) return [];
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    parts.push(child);
  });
  return parts;
}
