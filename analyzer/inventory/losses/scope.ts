import {
  isBindingElement,
  isClassDeclaration,
  isEnumDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportEqualsDeclaration,
  isModuleDeclaration,
  isVariableStatement,
  NodeFlags,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import { hasModifier } from "../modifiers.ts";

/** The offset from which on a name has its value, in code that runs where it stands. */
type Names = ReadonlyMap<string, number>;

/** Where names are declared, as far as it tells which of them can be read without an error. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly names: () => Names;
  /** Whether code in it may run before what stands in front of it: a function that is declared. */
  readonly isHoisted: boolean;
}

const always = -1;
const never = Infinity;

/** What reading a name gives at an offset: its value, an error perhaps, or what no declaration here tells. */
export function lookUp(
  name: string,
  offset: number,
  innermost: Scope | undefined,
): "set" | "perhaps" | "undeclared" {
  let isHoisted = false;
  for (let scope = innermost; scope !== undefined; scope = scope.outer) {
    const from = scope.names().get(name);
    if (from === always) return "set";
    if (from !== undefined) return from <= offset && !isHoisted ? "set" : "perhaps";
    isHoisted ||= scope.isHoisted;
  }
  return "undeclared";
}

/** The names that statements of one block declare. */
export function scopeOfStatements(statements: readonly ts.Node[], outer: Scope | undefined): Scope {
  return createScope(outer, (names) => {
    for (const statement of statements) declareStatement(statement, names);
  });
}

/** The clauses of a `switch` share their names, and the way to one need not lead past the others. */
export function scopeOfClauses(
  clauses: readonly ts.CaseOrDefaultClause[],
  outer: Scope | undefined,
): Scope {
  return createScope(outer, (names) => {
    const declared = new Map<string, number>();
    for (const clause of clauses)
      for (const statement of clause.statements) declareStatement(statement, declared);
    for (const name of declared.keys()) names.set(name, never);
  });
}

/** Parameters have their values where the body runs, and those in front of a default value in that. */
export function scopeOfFunction(node: ts.SignatureDeclaration, outer: Scope | undefined): Scope {
  const declare = (names: Map<string, number>): void => {
    for (const { name } of node.parameters) declareName(name, undefined, names);
  };
  return { ...createScope(outer, declare), isHoisted: isFunctionDeclaration(node) };
}

/** Variables of a loop's head, or of a `catch`; `from` is where they have their values, if not from their own end on. */
export function scopeOfBinding(
  names: readonly ts.VariableDeclaration[],
  from: number | undefined,
  outer: Scope | undefined,
): Scope {
  return createScope(outer, (declared) => {
    for (const { name, end } of names) declareName(name, from ?? end, declared);
  });
}

/** A class has its name when all of it is made. */
export function scopeOfClass(node: ts.ClassLikeDeclaration, outer: Scope | undefined): Scope {
  return createScope(outer, (names) => {
    if (node.name !== undefined) names.set(node.name.text, never);
  });
}

/** Few scopes are asked. */
function createScope(
  outer: Scope | undefined,
  declare: (names: Map<string, number>) => void,
): Scope {
  let made: Map<string, number> | undefined;
  return {
    outer,
    isHoisted: false,
    names: () => {
      if (made === undefined) declare((made = new Map()));
      return made;
    },
  };
}

function declareStatement(node: ts.Node, names: Map<string, number>): void {
  if (isVariableStatement(node)) {
    const isVar = (node.declarationList.flags & NodeFlags.BlockScoped) === 0;
    const isElsewhere = hasModifier(node, SyntaxKind.DeclareKeyword);
    const from = isElsewhere ? never : isVar ? always : undefined;
    for (const { name, end } of node.declarationList.declarations)
      declareName(name, from ?? end, names);
  } else if (isFunctionDeclaration(node)) {
    if (node.name !== undefined) names.set(node.name.text, always);
  } else if (isClassDeclaration(node)) {
    if (node.name !== undefined) names.set(node.name.text, node.end);
  } else declareLate(node, names);
}

/** What has its value when other code has run. */
function declareLate(node: ts.Node, names: Map<string, number>): void {
  if (isEnumDeclaration(node) || isModuleDeclaration(node) || isImportEqualsDeclaration(node)) {
    names.set(node.name.text, never);
  } else if (isImportDeclaration(node) && node.importClause !== undefined) {
    const { name, namedBindings } = node.importClause;
    if (name !== undefined) names.set(name.text, never);
    if (namedBindings === undefined) return;
    if ("name" in namedBindings) names.set(namedBindings.name.text, never);
    else for (const element of namedBindings.elements) names.set(element.name.text, never);
  }
}

/** Each name of a pattern; without `from`, from its own end on. */
function declareName(
  name: ts.BindingName,
  from: number | undefined,
  names: Map<string, number>,
): void {
  if (isIdentifier(name)) {
    names.set(name.text, from ?? name.end);
    return;
  }
  for (const element of name.elements)
    if (isBindingElement(element)) declareName(element.name, from ?? element.end, names);
}
