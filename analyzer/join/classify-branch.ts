import type { BranchHits, Unmatched } from "../findings.ts";
import type { FileInventory, Position, Span } from "../model.ts";
import { comparePositions } from "../position.ts";

/** So many lines after its start the syntax may stand that a branch comes from. */
const reach = 2;

/** Names the construct that a branch of the report without a site of its own comes from. */
export type Classify = (branch: BranchHits) => Unmatched;

/** Classifies the branches of one file. */
export function createClassifier(inventory: FileInventory, text: string): Classify {
  const { artefacts, path } = inventory;
  const ignored = listIgnoredStarts(inventory);
  let lines: readonly string[] | undefined;
  const findReason = (start: Position): Unmatched["reason"] => {
    if (artefacts.some((artefact) => contains(artefact, start))) return "transpiler-artefact";
    if (ignored.has(keyOf(start))) return "ignored";
    lines ??= text.split(/\r\n|[\n\r\u2028\u2029]/);
    const [first = "", ...others] = lines.slice(start.line - 1, start.line + reach);
    const rest = [first.slice(start.column), ...others].join("\n");
    return isNewSyntax(rest) ? "lowered-syntax" : "not-in-source";
  };
  return ({ kind, start }) => ({ path, kind, start, reason: findReason(start) });
}

function listIgnoredStarts({ decisions }: FileInventory): ReadonlySet<string> {
  const ignored = decisions.filter(({ outcomes }) =>
    outcomes.some((outcome) => outcome.ignored !== undefined),
  );
  return new Set(ignored.map(({ start }) => keyOf(start)));
}

/** Whether code has syntax that a transpiler may rewrite for an older target. */
function isNewSyntax(code: string): boolean {
  return /\?\.|\?\?|&&=|\|\|=|\bawait\b|\busing\b|<\/script/i.test(code);
}

/** vite 8 maps a namespace's own branch to the place after the closing brace: the end counts as inside. */
function contains({ start, end }: Span, at: Position): boolean {
  return comparePositions(start, at) <= 0 && comparePositions(at, end) <= 0;
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
