import type { BranchHits, FileHits, JoinedFile, LineBranch } from "../../findings.ts";
import type { FileInventory, Site } from "../../model.ts";
import { listBranchArms } from "../blocks/branch-arms.ts";
import { createLines } from "../../inventory/lines.ts";
import { parseSource, ts } from "../../inventory/syntax.ts";
import { visitNodes } from "../visit-nodes.ts";

/**
 * Reads what LCOV says of branches at the places where Istanbul would count them. LCOV names the line of a branch, and
 * numbers its arms: that tells a branch where it is the only one of its line, in the report and in the source. All
 * others stay without a count.
 */
export function readLines(inventory: FileInventory, hits: FileHits, text: string): FileHits {
  const reports = hits.runs.flatMap((run) =>
    run.by === "lines" ? [groupByLine(run.branches, ({ line }) => line)] : [],
  );
  const sites = groupByLine(inventory.sites, ({ start }) => start.line);
  const places = listReadable(inventory.path, text);
  const branches = [...sites.values()].flatMap(([site, ...others]): readonly BranchHits[] => {
    if (site === undefined || others.length > 0) return [];
    const arms = reports.map((report) => findOnly(report.get(site.start.line), site));
    const counts = (places.get(keyOf(site)) ?? []).map((isReadable, arm) =>
      isReadable ? sum(arms.map((found) => found?.[arm])) : null,
    );
    return counts.every((count) => count === null)
      ? []
      : [{ kind: site.kind, start: site.start, hits: counts }];
  });
  return { ...hits, branches };
}

/** The same findings, with the right reason for what is not known. */
export function sayLinesOnly(joined: JoinedFile): JoinedFile {
  return {
    ...joined,
    findings: joined.findings.map((finding) => {
      const { status } = finding;
      const isLost =
        status.status === "unknown" &&
        (status.reason === "no-counter" || status.reason === "provider");
      return isLost ? { ...finding, status: { ...status, reason: "line-only" } } : finding;
    }),
  };
}

function findOnly(branches: readonly LineBranch[] = [], site: Site): readonly number[] | undefined {
  const [only, ...others] = branches;
  return others.length === 0 && only?.hits.length === site.arms ? only.hits : undefined;
}

function sum(counts: readonly (number | undefined)[]): number | null {
  let total = 0;
  for (const count of counts) {
    if (count === undefined) return null;
    total += count;
  }
  return total;
}

/**
 * Which arms of each branch can be read whoever has counted. Left out are default values, which V8 does not count, and
 * arms that are functions, whose calls it counts; branches of one arm, for so its blocks look; and `??`, which
 * compilers for older targets turn into `?:`, whose first arm is another one.
 */
function listReadable(path: string, text: string): ReadonlyMap<string, readonly boolean[]> {
  const sourceFile = parseSource(path, text);
  const lines = createLines(text);
  return new Map(
    listBranchArms(sourceFile).flatMap(({ kind, node, arms }) => {
      if (arms.length < 2 || (kind === "binary-expr" && hasNullish(node))) return [];
      const isReadable = arms.map((arm) => arm === null || !isFunction(arm));
      return [[keyOf({ kind, start: lines.at(node.getStart(sourceFile)) }), isReadable] as const];
    }),
  );
}

function isFunction(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function hasNullish(formula: ts.Node): boolean {
  let found = false;
  visitNodes(formula, (node) => {
    found ||= node.kind === ts.SyntaxKind.QuestionQuestionToken;
  });
  return found;
}

function keyOf({ kind, start }: Pick<Site, "kind" | "start">): string {
  return `${kind}:${start.line}:${start.column}`;
}

// Map.groupBy would say it in one call, but Node 20 has none.
function groupByLine<T>(items: readonly T[], lineOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const line = lineOf(item);
    const group = groups.get(line);
    if (group === undefined) groups.set(line, [item]);
    else group.push(item);
  }
  return groups;
}
