import { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import type { CheckedFile } from "../open-program.ts";
import { codeOf } from "./guessed-names.ts";
import { knownAs } from "./known.ts";
import type { Constant, FunctionCode, Names, Reference } from "./names.ts";
import { isLibrary } from "./telling-names.ts";

/** What names stand for by the type checker: each in its scope, through imports, and only what nothing can change. */
export function checkNames({ checker, names: telling }: CheckedFile): Names {
  const names: Names = {
    constantOf: (reference) => {
      if (!mayTell(reference, telling.ofEnums, checker)) return undefined;
      const symbol = symbolOf(reference, checker);
      if (!symbol) return undefined;
      if (checker.isUndefinedSymbol(symbol)) return { is: "known", known: knownAs(undefined) };
      const declaration = symbol.valueDeclaration;
      if (!declaration || isAmbient(declaration)) return undefined;
      if (ts.isEnumMember(declaration)) return memberOf(declaration, checker);
      const by = initializerOf(declaration);
      return by && isFixed(reference, checker) ? { is: "initialized", by, names } : undefined;
    },
    calledBy: (call) => {
      const callee = bare(call.expression);
      if (!isReference(callee) || !mayTell(callee, telling.ofExits, checker)) return undefined;
      const symbol = symbolOf(callee, checker);
      const declarations = symbol?.declarations ?? [];
      if (declarations.some(isAmbient)) return declarations.every(isNever) ? "never" : undefined;
      const [code, ...others] = declarations.flatMap(bodiesOf);
      return code && others.length === 0 && isFixed(callee, checker) ? code : undefined;
    },
  };
  return names;
}

function isReference(expression: ts.Expression): expression is Reference {
  return ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression);
}

/**
 * Whether it is worth to ask the checker about a reference: a member is told by its name, or belongs to a module or a
 * namespace, which need no types either.
 */
function mayTell(
  reference: Reference,
  members: ReadonlySet<string>,
  checker: ts.TypeChecker,
): boolean {
  if (ts.isIdentifier(reference) || ts.isPrivateIdentifier(reference.name)) return true;
  if (members.has(reference.name.text)) return true;
  let root = bare(reference.expression);
  while (ts.isPropertyAccessExpression(root)) root = bare(root.expression);
  const symbol = ts.isIdentifier(root) ? symbolOf(root, checker) : undefined;
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Module) !== 0;
}

function symbolOf(reference: Reference, checker: ts.TypeChecker): ts.Symbol | undefined {
  const name = ts.isIdentifier(reference) ? reference : reference.name;
  const symbol = checker.getSymbolAtLocation(name);
  const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Declared for the compiler alone: what runs may be anything. */
function isAmbient(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent)
    if (ts.canHaveModifiers(at) && hasModifier(at, ts.SyntaxKind.DeclareKeyword)) return true;
  return node.getSourceFile().isDeclarationFile;
}

function hasModifier(node: ts.HasModifiers, wanted: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some(({ kind }) => kind === wanted) ?? false;
}

/** What a `const` always is. A constant that a namespace gives is a property of it, which others may set. */
function initializerOf(declaration: ts.Declaration): ts.Expression | undefined {
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return undefined;
  const list = declaration.parent;
  const isConstant =
    ts.isVariableDeclarationList(list) &&
    (list.flags & ts.NodeFlags.Const) !== 0 &&
    // `await using` has the bits of both.
    (list.flags & ts.NodeFlags.Using) === 0;
  const statement = list.parent;
  const isProperty = ts.isVariableStatement(statement) && ts.isModuleBlock(statement.parent);
  return isConstant && !isProperty ? declaration.initializer : undefined;
}

/** A name; of members, those of a module and private methods: nobody can set these. */
function isFixed(reference: Reference, checker: ts.TypeChecker): boolean {
  if (ts.isIdentifier(reference) || ts.isPrivateIdentifier(reference.name)) return true;
  const owner = bare(reference.expression);
  const symbol = ts.isIdentifier(owner) ? symbolOf(owner, checker) : undefined;
  return symbol?.valueDeclaration !== undefined && ts.isSourceFile(symbol.valueDeclaration);
}

function memberOf(member: ts.EnumMember, checker: ts.TypeChecker): Constant | undefined {
  const value = checker.getConstantValue(member);
  return value === undefined ? undefined : { is: "known", known: knownAs(value) };
}

/** The body that a function's declarations have; a variable's only where nothing else can be put into it. */
function bodiesOf(declaration: ts.Declaration): readonly FunctionCode[] {
  const code = codeOf(declaration);
  if (!code?.body) return [];
  return ts.isVariableDeclaration(declaration) && !initializerOf(declaration) ? [] : [code];
}

/** A library says that a call of it never returns, as `process.exit` does. */
function isNever(declaration: ts.Declaration): boolean {
  const type = ts.isFunctionLike(declaration) ? declaration.type : undefined;
  return type?.kind === ts.SyntaxKind.NeverKeyword && isLibrary(declaration.getSourceFile());
}
