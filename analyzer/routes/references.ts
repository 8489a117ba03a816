import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import type { Entities, LocalEntity } from "../modules/entities.ts";
import { isCode, nameOf, type Code, type Entity, type Frame } from "../modules/entity.ts";
import type { ProjectClass } from "../modules/heritage.ts";
import { constrain, type Context, type ExpressionReader } from "./narrowing.ts";
import type { Origin } from "./origin.ts";
import type { Visit } from "./visit.ts";

/** Whom references tell where they lead. */
export interface ReferenceHost {
  readonly entities: Entities;
  readonly enter: (visit: Visit) => void;
  readonly note: (constraints: Context, dispatch: boolean) => void;
}

/** Where references stand. */
export interface ReferenceSite {
  readonly frame: Frame;
  readonly entityOf: LocalEntity;
  readonly reader: ExpressionReader;
}

type Origins = Visit["origins"];

const NO_ORIGINS: Origins = [];

/** Follows calls, accesses and names to the code they lead to. Each method returns the parts that are left to walk. */
export class References {
  readonly #host: ReferenceHost;
  readonly #site: ReferenceSite;

  constructor(host: ReferenceHost, site: ReferenceSite) {
    this.#host = host;
    this.#site = site;
  }

  name(node: ts.Identifier, context: Context, origins: Origins = NO_ORIGINS): void {
    this.#enter(this.#entity(node), origins, context);
  }

  property(
    node: ts.PropertyAccessExpression,
    context: Context,
    origins: Origins = NO_ORIGINS,
  ): readonly ts.Node[] {
    const member = this.#host.entities.member(this.#entity(node.expression), node.name.text);
    this.#enter(member, origins, context);
    return [node.expression];
  }

  /** `handlers[msg.type]` leads to each handler, with the message that chooses it. */
  element(
    node: ts.ElementAccessExpression,
    context: Context,
    origins: Origins = NO_ORIGINS,
  ): readonly ts.Node[] {
    const entity = this.#entity(node.expression);
    if (entity?.kind === "object")
      for (const property of entity.node.properties) {
        const chosen = this.#choose(node.argumentExpression, nameOf(property.name), context);
        if (chosen)
          this.#enter(this.#host.entities.ofProperty(property, entity.frame), origins, chosen);
      }
    const isInline = ts.isObjectLiteralExpression(bare(node.expression));
    return isInline ? [node.argumentExpression] : [node.expression, node.argumentExpression];
  }

  /** `given` is what a callback among the arguments is given, where that comes from a message. */
  call(node: ts.CallExpression, context: Context, given?: Origin): readonly ts.Node[] {
    const callee = bare(node.expression);
    const left = given ? this.#enterCallbacks(node.arguments, given, context) : node.arguments;
    if (!asksOnly(callee)) this.#enterArguments(node.arguments, context);
    return [...this.#callee(callee, node.arguments, context), ...left];
  }

  #callee(
    callee: ts.Expression,
    given: readonly ts.Expression[],
    context: Context,
  ): readonly ts.Node[] {
    const origins = this.#argumentsOf(given);
    if (ts.isElementAccessExpression(callee)) return this.element(callee, context, origins);
    if (ts.isPropertyAccessExpression(callee)) {
      this.#enterMapped(callee, given[0], context);
      return this.property(callee, context, origins);
    }
    if (ts.isIdentifier(callee)) this.name(callee, context, origins);
    else if (callee.kind === ts.SyntaxKind.SuperKeyword) this.#enterSuper(origins, context);
    else return [callee];
    return [];
  }

  construct(node: ts.NewExpression, context: Context): readonly ts.Node[] {
    const given = node.arguments ?? [];
    const entity = this.#entity(node.expression);
    this.#enterArguments(given, context);
    if (entity?.kind === "class") this.#enterClass(entity.found, this.#argumentsOf(given), context);
    return given;
  }

  #argumentsOf(given: readonly ts.Expression[]): Origins {
    const { reader } = this.#site;
    const origins = given.map(reader.originOf);
    // Constants matter beside a message only: `textOf(fields, "name")`.
    if (!origins.some((origin) => origin !== undefined)) return NO_ORIGINS;
    return given.map((argument, index) => origins[index] ?? reader.constantOf(argument));
  }

  #entity(expression: ts.Expression): Entity | undefined {
    return this.#host.entities.of(expression, this.#site.frame, this.#site.entityOf);
  }

  #enter(entity: Entity | undefined, origins: Origins, context: Context): void {
    if (entity?.kind === "function")
      this.#host.enter({ code: entity.code, frame: entity.frame, context, origins });
  }

  /** Enters the callbacks that are named; the others are left to be walked where they stand. */
  #enterCallbacks(
    given: readonly ts.Expression[],
    origin: Origin,
    context: Context,
  ): readonly ts.Expression[] {
    return given.filter((argument) => {
      const entity = isCode(bare(argument)) ? undefined : this.#entity(argument);
      this.#enter(entity, [origin], context);
      return entity?.kind !== "function";
    });
  }

  /** An object that is handed on may be asked for any of its functions. */
  #enterArguments(given: readonly ts.Expression[], context: Context): void {
    for (const argument of given) {
      if (ts.isObjectLiteralExpression(bare(argument))) continue;
      const entity = this.#entity(argument);
      if (entity?.kind !== "object") continue;
      for (const property of entity.node.properties)
        this.#enter(this.#host.entities.ofProperty(property, entity.frame), NO_ORIGINS, context);
    }
  }

  /** `new Map([["join", join]]).get(msg.type)`. */
  #enterMapped(
    callee: ts.PropertyAccessExpression,
    key: ts.Expression | undefined,
    context: Context,
  ): void {
    const entity = callee.name.text === "get" && key ? this.#entity(callee.expression) : undefined;
    if (entity?.kind !== "map" || !key) return;
    for (const pair of entity.node.elements) {
      if (!ts.isArrayLiteralExpression(pair)) continue;
      const [name, value] = pair.elements;
      if (!name || !value) continue;
      const chosen = this.#choose(
        key,
        ts.isStringLiteralLike(name) ? name.text : undefined,
        context,
      );
      if (chosen) this.#enter(this.#host.entities.of(value, entity.frame), NO_ORIGINS, chosen);
    }
  }

  /** The context in which a key chooses the entry of a name; undefined when it is another constant. */
  #choose(key: ts.Expression, name: string | undefined, context: Context): Context | undefined {
    const { reader } = this.#site;
    const constant = reader.constantOf(key);
    if (constant !== undefined) return String(constant) === name ? context : undefined;
    const origin = reader.originOf(key);
    if (!origin || name === undefined) return context;
    const added = [{ parameter: origin.parameter, path: origin.path, values: [name] }];
    this.#host.note(added, true);
    return constrain(context, added);
  }

  #enterSuper(origins: Origins, context: Context): void {
    const { self, owner } = this.#site.frame;
    if (!self || !owner) return;
    const at = self.classes.findIndex((found) => found.node === owner.node);
    this.#enterConstructor(self.classes.slice(at + 1), self, { origins, context });
  }

  #enterClass(found: ProjectClass, origins: Origins, context: Context): void {
    const entity = this.#host.entities.instanceOf(found);
    if (entity.kind !== "instance") return;
    const { self } = entity;
    this.#enterConstructor(self.classes, self, { origins, context });
    for (const visit of fieldVisits(self.classes, self, context)) this.#host.enter(visit);
  }

  #enterConstructor(
    classes: readonly ProjectClass[],
    self: Frame["self"],
    { origins, context }: Pick<Visit, "origins" | "context">,
  ): void {
    for (const owner of classes) {
      const code: Code | undefined = owner.node.members.find(ts.isConstructorDeclaration);
      if (!code) continue;
      this.#host.enter({ code, frame: { module: owner.module, self, owner }, context, origins });
      return;
    }
  }
}

/** `Object.hasOwn(handlers, name)` and the like look at an object and call nothing of it. */
function asksOnly(callee: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(callee) &&
    ts.isIdentifier(callee.expression) &&
    ["Object", "Reflect", "JSON", "console"].includes(callee.expression.text)
  );
}

/** The initial values of fields: code that runs when an object is made. */
export function fieldVisits(
  classes: readonly ProjectClass[],
  self: Frame["self"],
  context: Context,
): readonly Visit[] {
  return classes.flatMap((owner) =>
    owner.node.members.flatMap((member) =>
      ts.isPropertyDeclaration(member) && member.initializer && !isCode(bare(member.initializer))
        ? [
            {
              code: member,
              frame: { module: owner.module, self, owner },
              context,
              origins: NO_ORIGINS,
            },
          ]
        : [],
    ),
  );
}
