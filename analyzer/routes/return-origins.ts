import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import type { Entities } from "../modules/entities.ts";
import { isCode, nameOf, type Code, type Entity, type Frame } from "../modules/entity.ts";
import { Locals } from "./locals.ts";
import { bindNames, originOf, type Origin } from "./origin.ts";

/** Calls in calls beyond this are not followed. */
const MOST_CALLS = 6;

type FunctionEntity = Extract<Entity, { kind: "function" }>;

/** Tells which part of the message a function of the project returns: `readType(body)` is `type` of it. */
export class ReturnOrigins {
  readonly #entities: Entities;
  #calls = 0;
  /** Literals that a part of the message is equal to, where a return stands. */
  #equal: readonly EqualPart[] = [];

  constructor(entities: Entities) {
    this.#entities = entities;
  }

  /** The origin of what a call gives; undefined when that is no part of the message, or the text does not tell. */
  of(call: ts.CallExpression, frame: Frame, names: Locals): Origin | undefined {
    if (this.#calls >= MOST_CALLS) return undefined;
    const entity = this.#entities.of(call.expression, frame, names.entityOf);
    if (entity?.kind !== "function") return undefined;
    this.#calls++;
    try {
      return this.#ofBody(entity.code, this.#enter(entity, call, { frame, names }));
    } finally {
      this.#calls--;
    }
  }

  /** The names inside a called function: its parameters stand for the arguments. */
  #enter(
    { code, frame, names: around }: FunctionEntity,
    call: ts.CallExpression,
    caller: { readonly frame: Frame; readonly names: Locals },
  ): Locals {
    const inside = new Locals(around);
    inside.returns = (inner) => this.of(inner, frame, inside);
    for (const [index, { name }] of code.parameters.entries()) {
      const argument = call.arguments[index];
      if (!argument) continue;
      const value = bare(argument);
      const origin = originOf(value, caller.names);
      const constant = origin ? undefined : caller.names.constantOf(value);
      if (constant !== undefined && ts.isIdentifier(name))
        inside.declareConstant(name.text, constant);
      else
        bindNames(name, origin, (local, part) =>
          inside.declare(local, part, closureOf(value, caller)),
        );
    }
    return inside;
  }

  #ofBody({ body }: Code, names: Locals): Origin | undefined {
    if (!body) return undefined;
    if (!ts.isBlock(body)) return this.#ofResult(body, names);
    const found: Origin[] = [];
    this.#collect(body, names, found);
    const isMade = found.length === 0 && makesObjects(body);
    return isMade ? MADE : (found.find(({ shape }) => !shape) ?? mergeShapes(found));
  }

  /** What each return gives of the message; declarations on the way are taken note of. */
  #collect(node: ts.Node, names: Locals, found: Origin[]): void {
    if (isCode(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node)) {
      const origin = node.expression && this.#ofResult(node.expression, names);
      if (origin) found.push(origin);
    } else if (ts.isVariableDeclaration(node)) {
      const origin = node.initializer && originOf(node.initializer, names);
      bindNames(node.name, origin, (local, part) => names.declare(local, part, undefined));
    } else if (ts.isBinaryExpression(node) && ts.isIdentifier(node.left))
      names.assign(node.left.text, originOf(node.right, names));
    const around = this.#equal;
    ts.forEachChild(node, (child) => {
      const equal = listEqualParts(node, child, names);
      this.#equal = equal.length > 0 ? [...around, ...equal] : around;
      this.#collect(child, names, found);
    });
    this.#equal = around;
  }

  #ofResult(expression: ts.Expression, names: Locals): Origin | undefined {
    const result = bare(expression);
    if (!ts.isObjectLiteralExpression(result)) return originOf(result, names);
    const shape: Record<string, Origin> = {};
    for (const property of result.properties) {
      if (ts.isSpreadAssignment(property)) return originOf(property.expression, names);
      const value = valueOf(property);
      const origin = value && (this.#ofLiteral(value) ?? this.#ofResult(value, names));
      const name = nameOf(property.name);
      if (origin && name !== undefined) shape[name] = origin;
    }
    return shapeOf(shape);
  }

  /** `{ type: "say" }` where the message's own type is "say". */
  #ofLiteral(value: ts.Expression): Origin | undefined {
    const literal = bare(value);
    if (!ts.isStringLiteralLike(literal)) return undefined;
    return this.#equal.findLast(({ text }) => text === literal.text)?.origin;
  }
}

/** An object of which nothing is a part of the message. */
const MADE: Origin = { parameter: null, path: "", derived: true, shape: {} };

const makers = new WeakMap<ts.Block, boolean>();

/** Whether a function gives objects that it writes itself, and else nothing. */
function makesObjects(body: ts.Block): boolean {
  const known = makers.get(body) ?? judgeResults(body);
  makers.set(body, known);
  return known;
}

function judgeResults(body: ts.Block): boolean {
  const results: ts.Expression[] = [];
  const search = (node: ts.Node): void => {
    if (isCode(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) results.push(bare(node.expression));
    ts.forEachChild(node, search);
  };
  search(body);
  const objects = results.filter(ts.isObjectLiteralExpression);
  return (
    objects.length > 0 &&
    results.every((result) => isNothing(result) || ts.isObjectLiteralExpression(result)) &&
    objects.every(({ properties }) => properties.every(isWritten))
  );
}

function isNothing(result: ts.Expression): boolean {
  return (
    result.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(result) && result.text === "undefined")
  );
}

function isWritten(property: ts.ObjectLiteralElementLike): boolean {
  const value = ts.isPropertyAssignment(property) ? bare(property.initializer) : undefined;
  return (
    value !== undefined &&
    (ts.isLiteralExpression(value) ||
      value.kind === ts.SyntaxKind.TrueKeyword ||
      value.kind === ts.SyntaxKind.FalseKeyword ||
      value.kind === ts.SyntaxKind.NullKeyword)
  );
}

interface EqualPart {
  readonly text: string;
  readonly origin: Origin;
}

const NONE: readonly EqualPart[] = [];

/** What is certain in a child of a statement: in a clause of a `switch`, and behind `if (type === "say")`. */
function listEqualParts(node: ts.Node, child: ts.Node, names: Locals): readonly EqualPart[] {
  if (!ts.isSwitchStatement(node) && !ts.isIfStatement(node)) return NONE;
  const partOf = (value: ts.Expression, literal: ts.Expression): readonly EqualPart[] => {
    const inner = bare(literal);
    const origin = ts.isStringLiteralLike(inner) ? originOf(value, names) : undefined;
    return origin && ts.isStringLiteralLike(inner) ? [{ text: inner.text, origin }] : [];
  };
  if (ts.isSwitchStatement(node) && child === node.caseBlock)
    return node.caseBlock.clauses
      .filter(ts.isCaseClause)
      .flatMap(({ expression }) => partOf(node.expression, expression));
  if (!ts.isIfStatement(node) || child !== node.thenStatement) return NONE;
  const test = bare(node.expression);
  const operator: ts.SyntaxKind | undefined = ts.isBinaryExpression(test)
    ? test.operatorToken.kind
    : undefined;
  return ts.isBinaryExpression(test) && operator === ts.SyntaxKind.EqualsEqualsEqualsToken
    ? [...partOf(test.left, test.right), ...partOf(test.right, test.left)]
    : [];
}

/** An object made of parts of the message; undefined when none of them is. */
function shapeOf(shape: Readonly<Record<string, Origin>>): Origin | undefined {
  const [first] = Object.values(shape);
  return first && { parameter: first.parameter, path: "", derived: true, shape };
}

/** A parser of several messages returns an object for each. */
function mergeShapes(origins: readonly Origin[]): Origin | undefined {
  return shapeOf(Object.assign({}, ...origins.toReversed().map(({ shape }) => shape)));
}

function closureOf(
  value: ts.Expression,
  { frame, names }: { readonly frame: Frame; readonly names: Locals },
): Entity | undefined {
  return isCode(value) ? { kind: "function", code: value, frame, names } : undefined;
}

function valueOf(property: ts.ObjectLiteralElementLike): ts.Expression | undefined {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}
