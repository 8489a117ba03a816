import type { Ignored } from "../../model.ts";
import { forEachChild, type ts } from "../syntax.ts";
import { listBabelNodes } from "./babel-nodes.ts";
import type { Hint } from "./hint.ts";
import { isVoided } from "./moved-comments.ts";
import { countLeading } from "../../count-leading.ts";

/** What the ignore comments of a file stand before. */
export interface AttachedHints {
  /** Nodes that are left out with all that is in them. */
  readonly ignored: ReadonlyMap<ts.Node, Ignored>;
  /** The comment before a node, for those who ask the node for it: `if`, arms, operands. */
  readonly leading: ReadonlyMap<ts.Node, Hint>;
}

/** Finds the node that Babel hangs each comment on; of several comments on one node the last one counts. */
export function attachHints(sourceFile: ts.SourceFile, hints: readonly Hint[]): AttachedHints {
  const waiting = new Map(hints.map((hint) => [hint.before, hint]));
  const parents = new Map<ts.Node, ts.Node>();
  const leading = new Map<ts.Node, Hint>();
  const leftOut = new Map<ts.Node, ts.Node>();
  for (const node of walkAround([...waiting.keys()], sourceFile, parents)) {
    for (const { start, node: owner, leavesOut } of listBabelNodes(node, sourceFile, parents)) {
      const hint = waiting.get(start);
      if (hint === undefined) continue;
      waiting.delete(start);
      if (owner === undefined || isVoided(node, parents)) continue;
      leading.set(owner, hint);
      if (leavesOut !== undefined) leftOut.set(owner, leavesOut);
    }
  }
  const ignored = new Map<ts.Node, Ignored>();
  for (const [owner, node] of leftOut) {
    const hint = leading.get(owner);
    if (hint?.kind === "next") ignored.set(node, hint.ignored);
  }
  return { ignored, leading };
}

/** Every node around one of the offsets, which are in order; outer nodes first. Records their parents. */
function* walkAround(
  offsets: readonly number[],
  sourceFile: ts.SourceFile,
  parents: Map<ts.Node, ts.Node>,
): Generator<ts.Node> {
  const stack: ts.Node[] = [sourceFile];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!holdsAny(node, offsets)) continue;
    yield node;
    const parent = node;
    const children: ts.Node[] = [];
    forEachChild(node, (child) => {
      parents.set(child, parent);
      children.push(child);
    });
    stack.push(...children.toReversed());
  }
}

function holdsAny({ pos, end }: ts.Node, offsets: readonly number[]): boolean {
  const first = countLeading(offsets, (offset) => offset < pos);
  return (offsets[first] ?? Infinity) < end;
}
