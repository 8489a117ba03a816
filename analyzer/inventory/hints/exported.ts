import { ts } from "../syntax.ts";

/** Whether a declaration stands in an `export`: Babel has a node for that around it. */
export function isExported(node: ts.Node): boolean {
  return findLastExportWord(node) !== undefined;
}

/** Where the declaration itself begins, behind `export` and `default`. */
export function findExportedStart(node: ts.Node, sourceFile: ts.SourceFile): number {
  const end = findLastExportWord(node)?.end ?? node.pos;
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    true,
    sourceFile.languageVariant,
    sourceFile.text,
  );
  scanner.resetTokenState(end);
  scanner.scan();
  return scanner.getTokenStart();
}

function findLastExportWord(node: ts.Node): ts.ModifierLike | undefined {
  if (!ts.canHaveModifiers(node)) return undefined;
  return node.modifiers?.findLast(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
}
