import { ts } from "../syntax.ts";

/** The last word of `export` or `export default` before a declaration. */
export function findExportWord(node: ts.Node): ts.ModifierLike | undefined {
  if (!ts.canHaveModifiers(node)) return undefined;
  return node.modifiers?.findLast(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
}

/** Where the declaration itself begins, behind `export` and `default`. */
export function findExportedStart(node: ts.Node, sourceFile: ts.SourceFile): number {
  const end = findExportWord(node)?.end ?? node.pos;
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
