import { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { nameOf } from "../../modules/entity.ts";
import type { Module } from "../../modules/module.ts";
import type { ModuleTable, Target } from "../../modules/module-table.ts";
import { knownAs } from "./known.ts";
import type { Constant, FunctionCode, Names, Reference } from "./names.ts";

/** Functions of other files are looked at by these names only: to look at all takes too long. */
const MAY_THROW =
  /fail|throw|panic|never|reach|assert|abort|die|exit|bail|invariant|reject|raise|error|fatal|todo|implement|crash|found/i;

const UNDEFINED: Constant = { is: "known", known: knownAs(undefined) };

const known = new WeakMap<Module, Names>();

/**
 * What names may stand for, by the text alone and without regard to scopes: good enough to tell where the type checker
 * need not be asked.
 */
export function guessNames(module: Module, modules: ModuleTable): Names {
  const found = known.get(module) ?? createNames(module, modules);
  known.set(module, found);
  return found;
}

function createNames(module: Module, modules: ModuleTable): Names {
  const declared = listDeclared(module.source);
  const names: Names = {
    constantOf: (reference) => {
      if (ts.isIdentifier(reference) && reference.text === "undefined") return UNDEFINED;
      const own = ts.isIdentifier(reference) && declared.constants.get(reference.text);
      if (own) return { is: "initialized", by: own, names };
      const target = targetOf(reference, module, modules);
      return target && constantAt(target, reference, modules);
    },
    calledBy: (call) => {
      const callee = bare(call.expression);
      const name = nameOfCallee(callee);
      const own = name === undefined ? undefined : declared.functions.get(name);
      if (own || name === undefined) return own;
      if (!MAY_THROW.test(name)) return undefined;
      if (!ts.isIdentifier(callee)) return "never";
      const target = modules.resolve(module, name);
      if (target?.kind === "library") return "never";
      return target?.kind === "declaration" ? codeOf(target.node) : undefined;
    },
  };
  return names;
}

interface Declared {
  readonly constants: ReadonlyMap<string, ts.Expression>;
  readonly functions: ReadonlyMap<string, FunctionCode>;
}

/** Of constants with one name, the one that looks most like a value counts. */
function listDeclared(source: ts.SourceFile): Declared {
  const constants = new Map<string, ts.Expression>();
  const functions = new Map<string, FunctionCode>();
  const search = (node: ts.Node): void => {
    const code = codeOf(node);
    const name = nameOfCode(node);
    if (code && name !== undefined) functions.set(name, code);
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Const) !== 0)
      for (const { name, initializer } of node.declarations)
        if (ts.isIdentifier(name) && initializer)
          if (!constants.has(name.text) || isPlain(initializer))
            constants.set(name.text, initializer);
    ts.forEachChild(node, search);
  };
  search(source);
  return { constants, functions };
}

function isPlain(initializer: ts.Expression): boolean {
  const inner = bare(initializer);
  return (
    ts.isLiteralExpression(inner) ||
    inner.kind === ts.SyntaxKind.TrueKeyword ||
    inner.kind === ts.SyntaxKind.FalseKeyword ||
    ts.isPrefixUnaryExpression(inner) ||
    ts.isBinaryExpression(inner)
  );
}

/** The function that a declaration is. */
export function codeOf(node: ts.Node): FunctionCode | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node;
  const value = ts.isVariableDeclaration(node) && node.initializer && bare(node.initializer);
  return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

function nameOfCode(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node)) return node.name?.text;
  if (ts.isMethodDeclaration(node)) return nameOf(node.name);
  return ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

function nameOfCallee(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** What an imported name stands for, or the object of a member. */
function targetOf(reference: Reference, module: Module, modules: ModuleTable): Target | undefined {
  const owner = ts.isIdentifier(reference) ? reference : bare(reference.expression);
  return ts.isIdentifier(owner) ? modules.resolve(module, owner.text) : undefined;
}

function constantAt(
  target: Target,
  reference: Reference,
  modules: ModuleTable,
): Constant | undefined {
  if (target.kind === "module" && ts.isPropertyAccessExpression(reference)) {
    const member = modules.resolveExport(target.module, reference.name.text);
    return member?.kind === "declaration" ? initialized(member, modules) : undefined;
  }
  if (target.kind !== "declaration") return undefined;
  if (ts.isEnumDeclaration(target.node) && ts.isPropertyAccessExpression(reference))
    return memberOf(target.node, reference.name.text);
  return ts.isIdentifier(reference) ? initialized(target, modules) : undefined;
}

function initialized(
  { node, module }: { readonly node: ts.Node; readonly module: Module },
  modules: ModuleTable,
): Constant | undefined {
  return ts.isVariableDeclaration(node) && node.initializer
    ? { is: "initialized", by: node.initializer, names: guessNames(module, modules) }
    : undefined;
}

/** The value of a member; one that is worked out counts as its place. */
function memberOf({ members }: ts.EnumDeclaration, name: string): Constant | undefined {
  const index = members.findIndex((member) => nameOf(member.name) === name);
  const value = members[index]?.initializer;
  if (index === -1) return undefined;
  const text = value && ts.isStringLiteralLike(value) ? value.text : undefined;
  const number = value && ts.isNumericLiteral(value) ? Number(value.text) : index;
  return { is: "known", known: knownAs(text ?? number) };
}
