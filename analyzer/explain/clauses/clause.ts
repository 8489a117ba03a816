import type { ts } from "../../inventory/syntax.ts";

/** A value that makes a clause hold. */
export interface Wish {
  readonly subject: ts.Expression;
  /** The property of the subject that is meant; the subject itself where this is absent. */
  readonly member?: string;
  /** The file that the subject stands in; that of the gap where this is absent. */
  readonly path?: string;
  /** As it is written in source: `0`, `"x"`, `null`. */
  readonly value: string;
}

/** What has to hold for an outcome to be taken. */
export interface Clause {
  /** After "so that": "`n` is 0", "`text` is empty". */
  readonly text: string;
  /** Something that makes it hold, told where nothing of it is sent. */
  readonly example?: string;
  /** A value that is not wanted: any other makes it hold. */
  readonly not?: Wish;
  /** Of clauses about one thing the last one says it all. */
  readonly about?: string;
  /** Values to try; empty where none can be told. */
  readonly wishes: readonly Wish[];
}

/** Where a clause is about: needed to read text and to look names up. */
export interface ClauseSite {
  readonly path: string;
  readonly source: ts.SourceFile;
  /** The number or string that a name stands for; undefined when it is not a constant. */
  readonly constantOf: (expression: ts.Expression) => string | number | undefined;
  /** The values that the declared type of an expression allows; empty when it is not a list of them. */
  readonly valuesOf: (expression: ts.Expression) => readonly (string | number)[];
  /** The literals that an expression is compared with, where its name means the same. */
  readonly comparedWith: (expression: ts.Expression) => readonly (string | number)[];
  /** What a `const` is, as it is written; undefined for other names. */
  readonly initializerOf: (name: ts.Identifier) => ts.Expression | undefined;
  /** What the declared type of an expression is, as far as it matters for examples. */
  readonly kindOf: (expression: ts.Expression) => "string" | "array" | undefined;
  /** True where a call of the project runs code that throws something of a class. */
  readonly throwsOf: (call: ts.CallExpression, className: string) => boolean;
  /** The function of the project that a call runs. */
  readonly calledBy: (call: ts.CallExpression) => Called | undefined;
  /** When a call of a function of the project ends as wanted; undefined where that is not followed. */
  readonly whenOf: (call: ts.CallExpression, wanted: Wanted) => Clause | undefined;
  /** The function that a call of the same project calls, when it only returns an expression. */
  readonly predicateOf: (call: ts.CallExpression) => Predicate | undefined;
}

/** A function of the project, and where it stands. */
export interface Called {
  readonly code: ts.FunctionLikeDeclaration;
  readonly site: ClauseSite;
}

/** What a call ends with: a value that is true, or false, or something thrown. */
export type Wanted =
  /** `member`: of an object that is given, such as `ok` of `{ ok: false }`. */
  | {
      readonly gives: boolean;
      readonly member?: string | undefined;
      /** The literal that it has to be. */
      readonly equals?: string | number | undefined;
      /** What is false has to be one of these; any of them by default. */
      readonly nothing?: readonly Nothing[] | undefined;
    }
  | { readonly throws: (className: string | undefined) => boolean };

/** Values that are not there, in words. */
export type Nothing = "null" | "undefined" | "false";

/** A function that only answers a question. */
export interface Predicate {
  readonly answer: ts.Expression;
  readonly site: ClauseSite;
}

/** Says, of one form of condition, what makes it true or false; undefined for any other. */
export type ClauseForm = (
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
) => Clause | undefined;

/** A clause, with a value to try where there is one. */
export function clauseOf(text: string, subject?: ts.Expression, value?: string): Clause {
  return { text, wishes: subject && value !== undefined ? [{ subject, value }] : [] };
}
