import { createRequire } from "node:module";
import type { ts as TypeScript } from "ts-morph";

/**
 * Turns a module into the body of a CommonJS function, with the TypeScript inside ts-morph.
 *
 * @throws SyntaxError with the place of the first error
 */
export function transpile(path: string, text: string): string {
  const { ts } = loadTypeScript();
  const { outputText, diagnostics = [] } = ts.transpileModule(text, {
    // TypeScript keeps the imports of what is called .mts or .mjs.
    fileName: path.replace(/\.[cm]?[jt]s$/, ".ts"),
    reportDiagnostics: true,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      allowJs: true,
    },
  });
  const [error] = diagnostics;
  if (error === undefined) return outputText;
  const { line } = error.file?.getLineAndCharacterOfPosition(error.start ?? 0) ?? { line: 0 };
  throw new SyntaxError(
    `line ${line + 1}: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`,
  );
}

/** Loaded only where a configuration is written in code: it is by far the largest thing to load. */
function loadTypeScript(): { readonly ts: typeof TypeScript } {
  return createRequire(import.meta.url)("ts-morph");
}
