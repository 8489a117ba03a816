import { ts } from "../inventory/syntax.ts";

/** Visits a node and all below in source order, however deep: real code has ten thousand `+` in a row. */
export function visitNodes(root: ts.Node, visit: (node: ts.Node) => void): void {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    visit(node);
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    for (const child of children.toReversed()) stack.push(child);
  }
}
