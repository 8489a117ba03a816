import type { Counter } from "../../model.ts";
import { nothingBesides, type Passage } from "./passage.ts";
import type { Place, UnitFrame } from "../place.ts";
import { initializerCounter, nextCounter, statementCounter } from "../statement-counters.ts";
import {
  isLabeledStatement,
  isStatement,
  isVariableStatement,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** Statements in which everything is evaluated once, but for what stands behind a decision. */
const straight: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ExpressionStatement,
  SyntaxKind.VariableStatement,
  SyntaxKind.ExportAssignment,
]);

/** One of several statements in order, which ends where the next one begins. */
export class StatementPassage implements Passage {
  readonly outer: Passage | undefined;
  readonly unit: UnitFrame;
  readonly once: Place | undefined;
  readonly showsWaiting = true;
  readonly besides: readonly Counter[] = nothingBesides;
  readonly #statements: readonly ts.Node[];
  readonly #index: number;
  readonly #walk: Walk;
  #began: readonly Counter[] | undefined;
  #next: Counter | undefined;
  #isRead = false;

  constructor(statements: readonly ts.Node[], index: number, walk: Walk) {
    this.outer = walk.passage;
    this.unit = walk.place.unit;
    this.#statements = statements;
    this.#index = index;
    this.#walk = walk;
    const statement = statements[index];
    this.once = statement !== undefined && straight.has(statement.kind) ? walk.place : undefined;
  }

  get began(): readonly Counter[] | undefined {
    this.#read();
    return this.#began;
  }

  set began(counters: readonly Counter[] | undefined) {
    this.#began ??= counters;
  }

  ended(): readonly Counter[] | undefined {
    this.#read();
    return this.#next && [this.#next];
  }

  /** Whether this is the passage of a statement, which may stand behind labels. */
  isOf(node: ts.Node): boolean {
    let statement = this.#statements[this.#index];
    while (statement !== undefined && isLabeledStatement(statement))
      statement = statement.statement;
    return statement === node;
  }

  /** Few statements are asked for their counters. */
  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    this.#next = nextCounter(this.#statements, this.#index + 1, this.#walk);
    const statement = this.#statements[this.#index];
    const began = statement && beginCounter(statement, this.#walk);
    this.#began = began && [began];
  }
}

/** The counter of a statement before anything in it. */
function beginCounter(statement: ts.Node, walk: Walk): Counter | undefined {
  if (!isStatement(statement)) return undefined;
  if (!isVariableStatement(statement)) return statementCounter(statement, walk);
  for (const { initializer } of statement.declarationList.declarations)
    if (initializer !== undefined) return initializerCounter(initializer, walk);
  return undefined;
}

/** The counter of what comes right behind a statement, where the walk is. */
export function counterBehind(statement: ts.Node, { passage }: Walk): Counter | undefined {
  return passage instanceof StatementPassage && passage.isOf(statement)
    ? passage.ended()?.[0]
    : undefined;
}
