import { ts } from "ts-morph";
import { isActorBase, isRuntimeBase } from "./library-bases.ts";
import type { Module } from "./module.ts";
import type { ModuleTable, Target } from "./module-table.ts";

/** A class of the project and the module it stands in. */
export interface ProjectClass {
  readonly name: string;
  readonly module: Module;
  readonly node: ts.ClassLikeDeclaration;
}

/** Where a class comes from. */
export interface Heritage {
  /** The class itself, then its bases in the project, nearest first. */
  readonly classes: readonly ProjectClass[];
  /**
   * What the last of them extends. `runtime`: `DurableObject` itself; `library`: a known actor base of a package;
   * `implements`: the old style; `unknown`: a package that is not known; `none`: nothing.
   */
  readonly root: "runtime" | "library" | "implements" | "unknown" | "none";
}

/** Chains longer than this are a cycle. */
const MOST_BASES = 20;

/** Follows `extends` through the project up to what a package provides. */
export function heritageOf(table: ModuleTable, start: ProjectClass): Heritage {
  const classes = [start];
  for (let at = start; classes.length < MOST_BASES;) {
    const expression = extendsOf(at.node);
    if (!expression) return { classes, root: implementsActor(at) ? "implements" : "none" };
    const base = baseOf(table, at.module, expression, MOST_BASES);
    if (!base) return { classes, root: classes.some(implementsActor) ? "implements" : "unknown" };
    if (typeof base === "string") return { classes, root: base };
    classes.push(base);
    at = base;
  }
  return { classes, root: "unknown" };
}

/** True when the chain ends in a Durable Object. */
export function isActorHeritage(heritage: Heritage): boolean {
  return (
    heritage.root === "runtime" || heritage.root === "library" || heritage.root === "implements"
  );
}

type Base = ProjectClass | "runtime" | "library";

/** Resolves the expression after `extends`; of a mixin call `withX(Base)`, the first argument that is an actor. */
function baseOf(
  table: ModuleTable,
  module: Module,
  expression: ts.Expression,
  hops: number,
): Base | undefined {
  if (hops <= 0) return undefined;
  if (ts.isIdentifier(expression))
    return baseOfTarget(table, table.resolve(module, expression.text), hops);
  if (ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression)) {
    const target = table.resolve(module, expression.expression.text);
    return baseOfTarget(table, memberOf(table, target, expression.name.text), hops);
  }
  if (ts.isCallExpression(expression))
    return firstActor([...expression.arguments, expression.expression], (part) =>
      baseOf(table, module, part, hops - 1),
    );
  if (ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression))
    return baseOf(table, module, expression.expression, hops - 1);
  return undefined;
}

function firstActor(
  parts: readonly ts.Expression[],
  find: (part: ts.Expression) => Base | undefined,
): Base | undefined {
  for (const part of parts) {
    const base = find(part);
    if (base) return base;
  }
  return undefined;
}

function memberOf(
  table: ModuleTable,
  target: Target | undefined,
  name: string,
): Target | undefined {
  if (target?.kind === "library" && target.name === "*") return { ...target, name };
  return target?.kind === "module" ? table.resolveExport(target.module, name) : undefined;
}

function baseOfTarget(
  table: ModuleTable,
  target: Target | undefined,
  hops: number,
): Base | undefined {
  if (target?.kind === "library") {
    if (!isActorBase(target.specifier, target.name)) return undefined;
    return isRuntimeBase(target.specifier) ? "runtime" : "library";
  }
  if (target?.kind !== "declaration") return undefined;
  const { module, node } = target;
  if (ts.isClassLike(node)) return { name: node.name?.text ?? "default", module, node };
  if (ts.isVariableDeclaration(node) && node.initializer) {
    const { initializer } = node;
    if (ts.isClassExpression(initializer))
      return { name: node.name.getText(module.source), module, node: initializer };
    return baseOf(table, module, initializer, hops - 1);
  }
  return undefined;
}

function extendsOf(node: ts.ClassLikeDeclaration): ts.Expression | undefined {
  return node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)
    ?.types[0]?.expression;
}

/** The old style: the runtime's interface is global, so the name alone decides. */
function implementsActor({ node }: ProjectClass): boolean {
  const clause = node.heritageClauses?.find(
    (candidate) => candidate.token === ts.SyntaxKind.ImplementsKeyword,
  );
  return (clause?.types ?? []).some(
    ({ expression }) => ts.isIdentifier(expression) && expression.text === "DurableObject",
  );
}
