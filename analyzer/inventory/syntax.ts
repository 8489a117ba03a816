import { ts } from "ts-morph";

export { ts };

/** Kinds by file extension; `.js` may hold JSX, as Vite and Babel read it. */
const scriptKinds: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JS,
  mjs: ts.ScriptKind.JS,
  cjs: ts.ScriptKind.JS,
  jsx: ts.ScriptKind.JSX,
};

/** Plain nodes, without parents and without JSDoc: each costs more than all that is done with the tree here. */
export function parseSource(path: string, text: string): ts.SourceFile {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return ts.createSourceFile(
    path,
    text,
    {
      languageVersion: ts.ScriptTarget.Latest,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    },
    false,
    scriptKinds[extension] ?? ts.ScriptKind.TS,
  );
}

/** A syntax error: its offset in the text, and TypeScript's sentence for it. */
export interface SyntaxFault {
  readonly offset: number;
  readonly message: string;
}

/**
 * The first syntax error of a file. TypeScript keeps the list on the tree but leaves it out of the
 * public types (6.0.2), so it is read as unknown.
 */
export function findSyntaxFault(sourceFile: ts.SourceFile): SyntaxFault | undefined {
  const diagnostics: unknown = Reflect.get(sourceFile, "parseDiagnostics");
  if (!Array.isArray(diagnostics) || diagnostics.length === 0) return undefined;
  const first: unknown = diagnostics[0];
  if (typeof first !== "object" || first === null) return { offset: 0, message: "syntax error" };
  const offset: unknown = Reflect.get(first, "start");
  const text: unknown = Reflect.get(first, "messageText");
  return {
    offset: typeof offset === "number" ? offset : 0,
    message: typeof text === "string" ? text : "syntax error",
  };
}
