import { ts } from "ts-morph";

/** A name that a module takes from another one. */
export interface ImportedName {
  readonly specifier: string;
  /** The exported name, `default`, or `*` for the whole module. */
  readonly name: string;
}

/** The top level of one source file: who declares, takes and gives which name. */
export interface Module {
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly imports: ReadonlyMap<string, ImportedName>;
  /** Exported name to the local one. */
  readonly exports: ReadonlyMap<string, string>;
  readonly reexports: ReadonlyMap<string, ImportedName>;
  /** Modules whose names are all given on. */
  readonly stars: readonly string[];
  readonly declarations: ReadonlyMap<string, ts.Node>;
}

type Draft = {
  readonly imports: Map<string, ImportedName>;
  readonly exports: Map<string, string>;
  readonly reexports: Map<string, ImportedName>;
  readonly stars: string[];
  readonly declarations: Map<string, ts.Node>;
};

/** Local name of a default export that has no name of its own. */
const DEFAULT = "default";

/** Reads the top level of a parsed file; types are read too, because heritage and annotations name them. */
export function describeModule(path: string, source: ts.SourceFile): Module {
  const draft: Draft = {
    imports: new Map(),
    exports: new Map(),
    reexports: new Map(),
    stars: [],
    declarations: new Map(),
  };
  for (const statement of source.statements) addStatement(draft, statement);
  return { path, source, ...draft };
}

function addStatement(draft: Draft, statement: ts.Statement): void {
  if (ts.isImportDeclaration(statement)) addImport(draft, statement);
  else if (ts.isExportDeclaration(statement)) addExport(draft, statement);
  else if (ts.isExportAssignment(statement)) addDefault(draft, statement.expression);
  else if (ts.isVariableStatement(statement)) {
    for (const declaration of statement.declarationList.declarations)
      if (ts.isIdentifier(declaration.name))
        declare(draft, statement, declaration.name.text, declaration);
  } else if (isNamed(statement))
    declare(draft, statement, statement.name?.text ?? DEFAULT, statement);
}

type Named =
  | ts.ClassDeclaration
  | ts.FunctionDeclaration
  | ts.EnumDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration;

function isNamed(node: ts.Node): node is Named {
  return (
    ts.isClassDeclaration(node) ||
    (ts.isFunctionDeclaration(node) && node.body !== undefined) ||
    ts.isEnumDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function declare(draft: Draft, statement: ts.Statement, name: string, node: ts.Node): void {
  // A value and a type may share a name; code is what is looked for.
  if (!draft.declarations.has(name) || !isTypeOnly(node)) draft.declarations.set(name, node);
  const flags = ts.canHaveModifiers(statement)
    ? (ts.getModifiers(statement) ?? []).map((modifier) => modifier.kind)
    : [];
  if (!flags.includes(ts.SyntaxKind.ExportKeyword)) return;
  draft.exports.set(flags.includes(ts.SyntaxKind.DefaultKeyword) ? DEFAULT : name, name);
}

function isTypeOnly(node: ts.Node): boolean {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

function addImport(draft: Draft, statement: ts.ImportDeclaration): void {
  const { importClause: clause, moduleSpecifier } = statement;
  if (!clause || !ts.isStringLiteral(moduleSpecifier)) return;
  const specifier = moduleSpecifier.text;
  if (clause.name) draft.imports.set(clause.name.text, { specifier, name: DEFAULT });
  const bindings = clause.namedBindings;
  if (!bindings) return;
  if (ts.isNamespaceImport(bindings)) {
    draft.imports.set(bindings.name.text, { specifier, name: "*" });
    return;
  }
  for (const element of bindings.elements)
    draft.imports.set(element.name.text, {
      specifier,
      name: (element.propertyName ?? element.name).text,
    });
}

function addExport(draft: Draft, statement: ts.ExportDeclaration): void {
  const from = statement.moduleSpecifier;
  const specifier = from && ts.isStringLiteral(from) ? from.text : undefined;
  const clause = statement.exportClause;
  if (!clause) {
    if (specifier !== undefined) draft.stars.push(specifier);
    return;
  }
  if (ts.isNamespaceExport(clause)) {
    if (specifier !== undefined) draft.reexports.set(clause.name.text, { specifier, name: "*" });
    return;
  }
  for (const element of clause.elements) {
    const name = (element.propertyName ?? element.name).text;
    if (specifier === undefined) draft.exports.set(element.name.text, name);
    else draft.reexports.set(element.name.text, { specifier, name });
  }
}

function addDefault(draft: Draft, expression: ts.Expression): void {
  if (ts.isIdentifier(expression)) {
    draft.exports.set(DEFAULT, expression.text);
    return;
  }
  draft.declarations.set(DEFAULT, expression);
  draft.exports.set(DEFAULT, DEFAULT);
}
