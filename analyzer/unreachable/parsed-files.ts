import { ts } from "ts-morph";

/**
 * The trees of files for programs of one kind, which follow each other: what the last one took from outside, such as the
 * declarations of the language, the next one finds parsed and bound.
 */
export class ParsedFiles {
  #kept: ReadonlyMap<string, ts.SourceFile> = new Map();

  /** Opens a program over a few files, given by absolute paths. */
  open(
    paths: readonly string[],
    options: ts.CompilerOptions,
    files: ts.ModuleResolutionHost,
  ): ts.Program {
    const given = new Map<string, ts.SourceFile>();
    const host: ts.CompilerHost = {
      ...files,
      getSourceFile: (path, how) => {
        const file = given.get(path) ?? this.#kept.get(path) ?? parse(path, how, files);
        if (file) given.set(path, file);
        return file;
      },
      // Comments say nothing that a type depends on, save in JavaScript.
      jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
      getDefaultLibFileName: (settings) => `${LANGUAGE}/${ts.getDefaultLibFileName(settings)}`,
      getCurrentDirectory: () => files.getCurrentDirectory?.() ?? "/",
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile: () => undefined,
    };
    const program = ts.createProgram(paths, options, host);
    // Files are asked about once: to keep their trees would be to keep the project in memory.
    for (const path of paths) given.delete(path);
    this.#kept = given;
    return program;
  }
}

/** Where ts-morph 28 says that the declarations of the language are. */
const LANGUAGE = "/node_modules/typescript/lib";

function parse(
  path: string,
  how: ts.ScriptTarget | ts.CreateSourceFileOptions,
  files: ts.ModuleResolutionHost,
): ts.SourceFile | undefined {
  const text = files.readFile(path);
  // Without the mark of its encoding: no position counts it.
  return text === undefined
    ? undefined
    : ts.createSourceFile(path, text.replace(/^\uFEFF/, ""), how);
}
