import { canHaveModifiers, createScanner, ScriptTarget, SyntaxKind, type ts } from "../syntax.ts";

/** The last word of `export` or `export default` before a declaration. */
export function findExportWord(node: ts.Node): ts.ModifierLike | undefined {
  if (!canHaveModifiers(node)) return undefined;
  return node.modifiers?.findLast(
    ({ kind }) => kind === SyntaxKind.ExportKeyword || kind === SyntaxKind.DefaultKeyword,
  );
}

/** Where the declaration itself begins, behind `export` and `default`. */
export function findExportedStart(node: ts.Node, sourceFile: ts.SourceFile): number {
  const end = findExportWord(node)?.end ?? node.pos;
  const scanner = createScanner(
    ScriptTarget.Latest,
    true,
    sourceFile.languageVariant,
    sourceFile.text,
  );
  scanner.resetTokenState(end);
  scanner.scan();
  return scanner.getTokenStart();
}
