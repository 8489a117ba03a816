import type { BranchHits, FileInventory, Position, Span, Unmatched } from "../model.ts";
import { comparePositions } from "../position.ts";

/** Kinds of decision that a transpiler rewrites into branches for an older target. */
const lowered: ReadonlySet<string> = new Set(["optional-chain", "nullish", "logical-assign"]);

/** Names the construct that a branch of the report without a site of its own comes from. */
export function classifyBranch(
  { kind, start }: BranchHits,
  inventory: FileInventory,
  text: string,
): Unmatched {
  return { path: inventory.path, kind, start, reason: findReason(start, inventory, text) };
}

function findReason(
  start: Position,
  { artefacts, decisions }: FileInventory,
  text: string,
): Unmatched["reason"] {
  if (artefacts.some((artefact) => contains(artefact, start))) return "transpiler-artefact";
  const isLowered =
    decisions.some((decision) => lowered.has(decision.kind) && contains(decision, start)) ||
    isNewSyntax(text, start);
  return isLowered ? "lowered-syntax" : "not-in-source";
}

/** Whether the line, from there on, has syntax that a transpiler may rewrite for an older target. */
function isNewSyntax(text: string, { line, column }: Position): boolean {
  const rest = (text.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1] ?? "").slice(column);
  return /\?\.|\?\?|&&=|\|\|=|\bawait\b|\busing\b|<\/script/i.test(rest);
}

/** vite 8 maps a namespace's own branch to the place after the closing brace: the end counts as inside. */
function contains({ start, end }: Span, at: Position): boolean {
  return comparePositions(start, at) <= 0 && comparePositions(at, end) <= 0;
}
