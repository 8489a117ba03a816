import { createLines, type Lines } from "../../inventory/lines.ts";
import { parseSource, type ts } from "../../inventory/syntax.ts";
import type { FileHits, PointHits } from "../../findings.ts";
import type { Position, SiteKind } from "../../model.ts";
import type { Pair } from "../align-sites.ts";

/** What V8 does not count for itself everywhere. */
export type ProvenEnd = "statement" | "else";

/** Counts of one file by the syntax they belong to, to be lowered where V8 took them too high. */
export class Counts {
  readonly sourceFile: ts.SourceFile;
  readonly #lines: Lines;
  readonly #pairs: readonly Pair[];
  readonly #statements: readonly PointHits[];
  readonly #arms = new Map<string, (number | null)[]>();
  readonly #counts = new Map<string, number>();
  readonly #provenEnds = new Set<string>();

  constructor(source: { path: string; text: string }, pairs: readonly Pair[], hits: FileHits) {
    this.sourceFile = parseSource(source.path, source.text);
    this.#lines = createLines(source.text);
    this.#pairs = pairs;
    this.#statements = hits.statements;
    for (const { site, branch } of pairs) {
      this.#arms.set(keyOf(site.kind, site.start), [...branch.hits]);
    }
    for (const { start, hits: count } of hits.statements) {
      this.#counts.set(keyOf("statement", start), count);
    }
  }

  /** The counts of a branch's arms; undefined where the report has none. Changes to them stay. */
  armsOf(kind: SiteKind, node: ts.Node): (number | null)[] | undefined {
    return this.#arms.get(keyOf(kind, this.#startOf(node)));
  }

  /** Lowers a statement's count to the bound; what it is then, or the bound where it has none. */
  lower(statement: ts.Node, bound: number): number {
    const key = keyOf("statement", this.#startOf(statement));
    const count = this.#counts.get(key);
    if (count === undefined || count <= bound) return count ?? bound;
    this.#counts.set(key, bound);
    return bound;
  }

  /** Notes that what threw before a statement, or before the missing `else` of an `if`, is not in its count. */
  noteProven(what: ProvenEnd, node: ts.Node): void {
    this.#provenEnds.add(keyOf(what, this.#startOf(node)));
  }

  /** Whether that was noted of the statement or `if` at a place. */
  readonly isProven = (what: ProvenEnd, start: Position): boolean =>
    this.#provenEnds.has(keyOf(what, start));

  get pairs(): readonly Pair[] {
    return this.#pairs.map(({ site, branch }) => ({
      site,
      branch: { ...branch, hits: this.#arms.get(keyOf(site.kind, site.start)) ?? branch.hits },
    }));
  }

  get statements(): readonly PointHits[] {
    return this.#statements.map(({ start, hits }) => ({
      start,
      hits: Math.min(hits, this.#counts.get(keyOf("statement", start)) ?? hits),
    }));
  }

  #startOf(node: ts.Node): { readonly line: number; readonly column: number } {
    return this.#lines.at(node.getStart(this.sourceFile));
  }
}

function keyOf(what: string, { line, column }: { line: number; column: number }): string {
  return `${what}:${line}:${column}`;
}
