import { ts } from "ts-morph";
import { bare } from "./bare.ts";
import { isCode, nameOf, type Entity, type Frame, type Self } from "./entity.ts";
import { heritageOf, type ProjectClass } from "./heritage.ts";
import type { ModuleTable, Target } from "./module-table.ts";

/** What a local name stands for; `undefined` hides a name of the module, `null` says: not a local name. */
export type LocalEntity = (name: string) => Entity | null | undefined;

/** Expressions nested deeper than this are not followed. */
const MOST_STEPS = 30;

const NOT_LOCAL: LocalEntity = () => null;

/** Finds out what expressions stand for: functions, objects of the project's classes, handler maps. */
export class Entities {
  readonly #table: ModuleTable;
  readonly #selves = new Map<ts.Node, Self>();
  #steps = 0;

  constructor(table: ModuleTable) {
    this.#table = table;
  }

  /** What an expression stands for; undefined when the text alone does not tell. */
  of(expression: ts.Expression, frame: Frame, local: LocalEntity = NOT_LOCAL): Entity | undefined {
    if (this.#steps >= MOST_STEPS) return undefined;
    this.#steps++;
    try {
      return this.#of(bare(expression), frame, local);
    } finally {
      this.#steps--;
    }
  }

  /** A member of an entity: a method or accessor as a function, a field as what it holds. */
  member(entity: Entity | undefined, name: string): Entity | undefined {
    switch (entity?.kind) {
      case "instance":
        return this.#memberOfClasses(entity.self.classes.slice(entity.from), name, entity.self);
      case "class":
        return this.#memberOfClasses([entity.found], name, undefined);
      case "module":
        return this.#ofTarget(this.#table.resolveExport(entity.module, name));
      case "object": {
        const property = entity.node.properties.find((found) => nameOf(found.name) === name);
        return property && this.ofProperty(property, entity.frame);
      }
      case "function":
      case "map":
      case undefined:
        return undefined;
    }
  }

  /** What stands behind a property of an object literal. */
  ofProperty(property: ts.ObjectLiteralElementLike, frame: Frame): Entity | undefined {
    if (ts.isPropertyAssignment(property)) return this.of(property.initializer, frame);
    if (ts.isShorthandPropertyAssignment(property)) return this.of(property.name, frame);
    return isCode(property) ? { kind: "function", code: property, frame } : undefined;
  }

  /** An object of a class, with the class's bases. */
  instanceOf(found: ProjectClass): Entity {
    let self = this.#selves.get(found.node);
    if (!self) {
      self = { classes: heritageOf(this.#table, found).classes };
      this.#selves.set(found.node, self);
    }
    return { kind: "instance", self, from: 0 };
  }

  /** An object of the class that a type annotation names; promises and `| undefined` are seen through. */
  ofType(type: ts.TypeNode | undefined, frame: Frame): Entity | undefined {
    if (!type) return undefined;
    if (ts.isUnionTypeNode(type)) {
      for (const member of type.types) {
        const found = this.ofType(member, frame);
        if (found) return found;
      }
      return undefined;
    }
    if (ts.isParenthesizedTypeNode(type)) return this.ofType(type.type, frame);
    if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
    const [argument] = type.typeArguments ?? [];
    if (argument && ["Promise", "Readonly"].includes(type.typeName.text))
      return this.ofType(argument, frame);
    const entity = this.#ofTarget(this.#table.resolve(frame.module, type.typeName.text));
    return entity?.kind === "class" ? this.instanceOf(entity.found) : undefined;
  }

  #of(expression: ts.Expression, frame: Frame, local: LocalEntity): Entity | undefined {
    if (expression.kind === ts.SyntaxKind.ThisKeyword)
      return frame.self && { kind: "instance", self: frame.self, from: 0 };
    if (expression.kind === ts.SyntaxKind.SuperKeyword) return superOf(frame);
    if (ts.isIdentifier(expression)) {
      const known = local(expression.text);
      return known === null
        ? this.#ofTarget(this.#table.resolve(frame.module, expression.text))
        : known;
    }
    if (ts.isPropertyAccessExpression(expression))
      return this.#value(
        this.member(this.of(expression.expression, frame, local), expression.name.text),
      );
    if (ts.isAwaitExpression(expression)) return this.of(expression.expression, frame, local);
    if (ts.isNewExpression(expression)) return this.#ofNew(expression, frame, local);
    if (ts.isCallExpression(expression)) return this.#ofCall(expression, frame, local);
    if (ts.isObjectLiteralExpression(expression))
      return { kind: "object", node: expression, frame };
    if (isCode(expression)) return { kind: "function", code: expression, frame };
    return undefined;
  }

  /** Reading an accessor gives what it returns, not the accessor. */
  #value(entity: Entity | undefined): Entity | undefined {
    if (entity?.kind !== "function" || !ts.isGetAccessor(entity.code)) return entity;
    return this.ofType(entity.code.type, entity.frame) ?? entity;
  }

  #ofNew(expression: ts.NewExpression, frame: Frame, local: LocalEntity): Entity | undefined {
    const [argument] = expression.arguments ?? [];
    if (ts.isIdentifier(expression.expression) && expression.expression.text === "Map")
      return argument && ts.isArrayLiteralExpression(argument)
        ? { kind: "map", node: argument, frame }
        : undefined;
    const entity = this.of(expression.expression, frame, local);
    return entity?.kind === "class" ? this.instanceOf(entity.found) : undefined;
  }

  #ofCall(call: ts.CallExpression, frame: Frame, local: LocalEntity): Entity | undefined {
    if (ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === "freeze") {
      const [argument] = call.arguments;
      return argument && this.of(argument, frame, local);
    }
    const entity = this.of(call.expression, frame, local);
    return entity?.kind === "function" ? this.ofType(entity.code.type, entity.frame) : undefined;
  }

  #ofTarget(target: Target | undefined): Entity | undefined {
    if (target?.kind === "module") return target;
    if (target?.kind !== "declaration") return undefined;
    const { module, node } = target;
    const frame: Frame = { module, self: undefined, owner: undefined };
    if (ts.isClassLike(node))
      return { kind: "class", found: { name: node.name?.text ?? "default", module, node } };
    if (isCode(node)) return { kind: "function", code: node, frame };
    if (ts.isVariableDeclaration(node))
      return (
        (node.initializer && this.of(node.initializer, frame)) ?? this.ofType(node.type, frame)
      );
    return ts.isExpression(node) ? this.of(node, frame) : undefined;
  }

  #memberOfClasses(
    classes: readonly ProjectClass[],
    name: string,
    self: Self | undefined,
  ): Entity | undefined {
    for (const owner of classes) {
      const frame: Frame = { module: owner.module, self, owner };
      for (const member of membersOf(owner.node).get(name) ?? []) {
        if (ts.isPropertyDeclaration(member)) {
          const field = this.#ofField(member, frame);
          if (field) return field;
        } else if (isCode(member) && member.body && !ts.isSetAccessor(member))
          return { kind: "function", code: member, frame };
      }
      const assigned = this.#ofConstructor(owner, name, frame);
      if (assigned) return assigned;
    }
    return undefined;
  }

  #ofField(field: ts.PropertyDeclaration, frame: Frame): Entity | undefined {
    return (
      (field.initializer && this.of(field.initializer, frame)) ?? this.ofType(field.type, frame)
    );
  }

  /** A field that the constructor sets: a parameter property, or `this.name = ...` at its top. */
  #ofConstructor(owner: ProjectClass, name: string, frame: Frame): Entity | undefined {
    const constructor = owner.node.members.find(ts.isConstructorDeclaration);
    const parameter = constructor?.parameters.find(
      (found) => ts.isIdentifier(found.name) && found.name.text === name && ts.getModifiers(found),
    );
    if (parameter) return this.ofType(parameter.type, frame);
    for (const statement of constructor?.body?.statements ?? []) {
      if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression))
        continue;
      const { left, right, operatorToken } = statement.expression;
      if (
        operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        ts.isPropertyAccessExpression(left) &&
        left.expression.kind === ts.SyntaxKind.ThisKeyword &&
        left.name.text === name
      )
        return this.of(right, frame);
    }
    return undefined;
  }
}

const members = new WeakMap<ts.Node, ReadonlyMap<string, readonly ts.ClassElement[]>>();

/** The members of a class by their names, in its order. */
function membersOf(node: ProjectClass["node"]): ReadonlyMap<string, readonly ts.ClassElement[]> {
  const known = members.get(node) ?? groupMembers(node);
  members.set(node, known);
  return known;
}

function groupMembers(node: ProjectClass["node"]): ReadonlyMap<string, readonly ts.ClassElement[]> {
  const groups = new Map<string, ts.ClassElement[]>();
  for (const member of node.members) {
    const name = nameOf(member.name);
    const group = name === undefined ? undefined : groups.get(name);
    if (group) group.push(member);
    else if (name !== undefined) groups.set(name, [member]);
  }
  return groups;
}

/** `super` in a method: the bases of the class whose body it stands in. */
function superOf({ self, owner }: Frame): Entity | undefined {
  if (!self || !owner) return undefined;
  const at = self.classes.findIndex((found) => found.node === owner.node);
  return { kind: "instance", self, from: at + 1 };
}
