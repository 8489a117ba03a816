import type { FileHits, PointHits } from "../../findings.ts";
import type { Position } from "../../model.ts";
import type { Pair } from "../align-sites.ts";
import { Counts, type ProvenEnd } from "./counts.ts";
import { StatementWalk } from "./statement-walk.ts";

export interface LoweredCounts {
  readonly pairs: readonly Pair[];
  readonly statements: readonly PointHits[];
  /** Whether what threw before the statement, or the missing `else` of the `if`, at a place is not in its count. */
  readonly isProven: (what: ProvenEnd, start: Position) => boolean;
}

/**
 * Lowers counts that V8 took too high. V8 counts blocks: after `if (x) return`, the rest of the function
 * has a count of its own, but only up to the next `&&`, `||`, `??` or `?:`, from where on the count of the
 * whole function holds again (V8 14, Node 24). What is derived from such a count would be covered by mistake.
 * What throws stays uncounted: a count then says how often the block was entered.
 */
export function lowerCounts(
  source: { readonly path: string; readonly text: string },
  pairs: readonly Pair[],
  hits: FileHits,
): LoweredCounts {
  const counts = new Counts(source, pairs, hits);
  try {
    new StatementWalk(counts).visitList(counts.sourceFile.statements, Infinity);
  } catch (error) {
    // The walk goes as deep as the code does. What it has not seen cannot be believed.
    if (!(error instanceof RangeError)) throw error;
    return { pairs: pairs.map(forget), statements: [], isProven: () => false };
  }
  const { isProven } = counts;
  return { pairs: counts.pairs, statements: counts.statements, isProven };
}

function forget({ site, branch }: Pair): Pair {
  return { site, branch: { ...branch, hits: branch.hits.map(() => null) } };
}
