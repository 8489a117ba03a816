import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import { nameOf } from "../modules/entity.ts";
import type { Module } from "../modules/module.ts";
import type { ModuleTable } from "../modules/module-table.ts";

/** Calls are followed this deep. */
const MOST_STEPS = 4;
/** Functions that are looked through for one answer. */
const MOST_FUNCTIONS = 40;

/** Code, and the module it stands in. */
interface FoundCode {
  readonly node: ts.Node;
  readonly module: Module;
}

/** True where a call runs code of the project that throws `new X(...)`, itself or through what it calls. */
export function throwsOf(
  call: ts.CallExpression,
  className: string,
  { module, modules }: { readonly module: Module; readonly modules: ModuleTable },
): boolean {
  const seen = new Set<ts.Node>();
  const throws = ({ node, module: at }: FoundCode, steps: number): boolean => {
    if (seen.has(node) || seen.size >= MOST_FUNCTIONS) return false;
    seen.add(node);
    const search = (child: ts.Node): boolean | undefined => {
      if (ts.isThrowStatement(child) && isNew(child.expression, className)) return true;
      if (ts.isCallExpression(child) && steps > 0 && runs(child, at, steps - 1)) return true;
      return ts.forEachChild(child, search);
    };
    return ts.forEachChild(node, search) ?? false;
  };
  const runs = (inner: ts.CallExpression, at: Module, steps: number): boolean =>
    codesOf(inner, at, modules).some((code) => throws(code, steps));
  return runs(call, module, MOST_STEPS);
}

function isNew(expression: ts.Expression, className: string): boolean {
  const inner = bare(expression);
  return (
    ts.isNewExpression(inner) &&
    ts.isIdentifier(inner.expression) &&
    inner.expression.text === className
  );
}

/** The function that a call runs, where only one can be meant. */
export function findCalled(
  call: ts.CallExpression,
  module: Module,
  modules: ModuleTable,
): { readonly code: ts.FunctionLikeDeclaration; readonly module: Module } | undefined {
  const [found, ...others] = codesOf(call, module, modules);
  if (!found || others.length > 0) return undefined;
  const { node } = found;
  const value = ts.isVariableDeclaration(node) && node.initializer ? bare(node.initializer) : node;
  const isCode =
    ts.isFunctionDeclaration(value) ||
    ts.isMethodDeclaration(value) ||
    ts.isArrowFunction(value) ||
    ts.isFunctionExpression(value);
  return isCode && !value.asteriskToken ? { code: value, module: found.module } : undefined;
}

function codesOf(
  call: ts.CallExpression,
  module: Module,
  modules: ModuleTable,
): readonly FoundCode[] {
  const callee = bare(call.expression);
  if (ts.isIdentifier(callee)) {
    const target = modules.resolve(module, callee.text);
    return target?.kind === "declaration" ? [{ node: target.node, module: target.module }] : [];
  }
  const isOwn =
    ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (!isOwn) return [];
  // Of several classes in one file each may be meant: what is asked is only who may throw.
  return [...module.declarations.values()]
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members)
    .filter((member) => ts.isMethodDeclaration(member) && nameOf(member.name) === callee.name.text)
    .map((node) => ({ node, module }));
}
