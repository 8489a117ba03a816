import type { ts } from "ts-morph";
import type { Known } from "./known.ts";

/** A name, or a member of something that has one. */
export type Reference = ts.Identifier | ts.PropertyAccessExpression;

/** A function whose body can be read. */
export type FunctionCode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration;

/** What names stand for: looked up by the type checker, or guessed from the text alone. */
export interface Names {
  /** What gives a constant its value, or that value; undefined for what is no constant. */
  readonly constantOf: (reference: Reference) => Constant | undefined;
  /** What a call runs; `never` where a library declares that it never returns. */
  readonly calledBy: (call: ts.CallExpression) => FunctionCode | "never" | undefined;
}

export type Constant =
  | { readonly is: "known"; readonly known: Known }
  | { readonly is: "initialized"; readonly by: ts.Expression; readonly names: Names };
