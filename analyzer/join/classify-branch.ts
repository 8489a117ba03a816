import type { BranchHits, Decision, FileInventory, Position, Span, Unmatched } from "../model.ts";
import { comparePositions } from "../position.ts";

/** Kinds of decision that a transpiler rewrites into branches for an older target. */
const lowered: ReadonlySet<string> = new Set(["optional-chain", "nullish", "logical-assign"]);

/** So many lines after its start the syntax may stand that a branch comes from. */
const reach = 2;

/** Names the construct that a branch of the report without a site of its own comes from. */
export type Classify = (branch: BranchHits) => Unmatched;

export function createClassifier(inventory: FileInventory, text: string): Classify {
  const { artefacts, decisions, path } = inventory;
  let lines: readonly string[] | undefined;
  const findReason = (start: Position): Unmatched["reason"] => {
    if (artefacts.some((artefact) => contains(artefact, start))) return "transpiler-artefact";
    if (decisions.some((decision) => isIgnoredAt(decision, start))) return "ignored";
    if (decisions.some((decision) => lowered.has(decision.kind) && contains(decision, start))) {
      return "lowered-syntax";
    }
    lines ??= text.split(/\r\n|[\n\r\u2028\u2029]/);
    const [first = "", ...others] = lines.slice(start.line - 1, start.line + reach);
    const rest = [first.slice(start.column), ...others].join("\n");
    return isNewSyntax(rest) ? "lowered-syntax" : "not-in-source";
  };
  return ({ kind, start }) => ({ path, kind, start, reason: findReason(start) });
}

function isIgnoredAt({ outcomes, start }: Decision, at: Position): boolean {
  return comparePositions(start, at) === 0 && outcomes.some(({ ignored }) => ignored !== undefined);
}

/** Whether code has syntax that a transpiler may rewrite for an older target. */
function isNewSyntax(code: string): boolean {
  return /\?\.|\?\?|&&=|\|\|=|\bawait\b|\busing\b|<\/script/i.test(code);
}

/** vite 8 maps a namespace's own branch to the place after the closing brace: the end counts as inside. */
function contains({ start, end }: Span, at: Position): boolean {
  return comparePositions(start, at) <= 0 && comparePositions(at, end) <= 0;
}
