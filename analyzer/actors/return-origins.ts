import { ts } from "ts-morph";
import { bare } from "./bare.ts";
import type { Entities } from "./entities.ts";
import { isCode, nameOf, type Code, type Entity, type Frame } from "./entity.ts";
import { Locals } from "./locals.ts";
import { bindNames, originOf, type Origin } from "./origin.ts";

/** Calls in calls beyond this are not followed. */
const MOST_CALLS = 6;

type FunctionEntity = Extract<Entity, { kind: "function" }>;

/** Tells which part of the message a function of the project returns: `readType(body)` is `type` of it. */
export class ReturnOrigins {
  readonly #entities: Entities;
  #calls = 0;

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
    return found.find(({ shape }) => !shape) ?? mergeShapes(found);
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
    ts.forEachChild(node, (child) => this.#collect(child, names, found));
  }

  #ofResult(expression: ts.Expression, names: Locals): Origin | undefined {
    const result = bare(expression);
    if (!ts.isObjectLiteralExpression(result)) return originOf(result, names);
    const shape: Record<string, Origin> = {};
    for (const property of result.properties) {
      if (ts.isSpreadAssignment(property)) return originOf(property.expression, names);
      const value = valueOf(property);
      const origin = value && this.#ofResult(value, names);
      const name = nameOf(property.name);
      if (origin && name !== undefined) shape[name] = origin;
    }
    return shapeOf(shape);
  }
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
