import { ts } from "ts-morph";
import type { ProjectClass } from "./heritage.ts";
import type { Locals } from "../routes/locals.ts";
import type { Module } from "./module.ts";

/** A function with a body: what can be entered. */
export type Code =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.GetAccessorDeclaration
  | ts.SetAccessorDeclaration;

/** An object of a class of the project: its class, then the bases, nearest first. */
export interface Self {
  readonly classes: readonly ProjectClass[];
}

/** Where an expression stands: its module, and what `this` and `super` are. */
export interface Frame {
  readonly module: Module;
  readonly self: Self | undefined;
  /** The class whose body this is; `super` is the next one. */
  readonly owner: ProjectClass | undefined;
}

/** What an expression is, as far as the text tells without types. */
export type Entity =
  | {
      readonly kind: "function";
      readonly code: Code;
      readonly frame: Frame;
      /** What a closure that was passed on knows of the names around it. */
      readonly names?: Locals;
    }
  /** Members are looked up from this class of the chain on: `super` starts behind the first. */
  | { readonly kind: "instance"; readonly self: Self; readonly from: number }
  | { readonly kind: "class"; readonly found: ProjectClass }
  | { readonly kind: "object"; readonly node: ts.ObjectLiteralExpression; readonly frame: Frame }
  | { readonly kind: "map"; readonly node: ts.ArrayLiteralExpression; readonly frame: Frame }
  | { readonly kind: "module"; readonly module: Module };

const CODE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
]);

/** True for anything that can be entered. */
export function isCode(node: ts.Node): node is Code {
  return CODE.has(node.kind);
}

/** The name of a member or property, `#private` names with their `#`; undefined when it is computed. */
export function nameOf(name: ts.PropertyName | undefined): string | undefined {
  if (!name) return undefined;
  return ts.isIdentifier(name) ||
    ts.isPrivateIdentifier(name) ||
    ts.isStringLiteralLike(name) ||
    ts.isNumericLiteral(name)
    ? name.text
    : undefined;
}
