import { ts } from "ts-morph";
import type { MessageField } from "../model.ts";
import { branchingOf, type Branching } from "./arms.ts";
import { bare } from "../modules/bare.ts";
import { partsOf } from "../modules/code-parts.ts";
import { constantOf } from "../modules/constants.ts";
import { isCode, type Code, type Entity, type Frame } from "../modules/entity.ts";
import { alwaysExits } from "./exits.ts";
import { Locals } from "./locals.ts";
import { constrain, narrow, type Context, type ExpressionReader } from "./narrowing.ts";
import { originOfCallback } from "./origin-of-callback.ts";
import { bindNames, elementOf, originOf, type Origin } from "./origin.ts";
import { References } from "./references.ts";
import { ReturnOrigins } from "./return-origins.ts";
import { excludeRegion, openRegion, type Region, type WalkedRegion } from "./region.ts";
import type { Argument, Visit } from "./visit.ts";
import type { Walked, WalkHost } from "./walked.ts";

/** Walks code as one visit enters it: tells the host where it leads; returns the functions that were walked. */
export function walkCode(visit: Visit, host: WalkHost): readonly Walked[] {
  return new CodeWalk(visit, host).run();
}

class CodeWalk {
  readonly #visit: Visit;
  readonly #frame: Frame;
  readonly #host: WalkHost;
  readonly #references: References;
  readonly #reader: ExpressionReader;
  readonly #locals = new Locals();
  readonly #roots: Region[] = [];
  /** Closures met, by place and context: a recursive one is walked once. */
  readonly #entered = new Set<string>();
  readonly #closureOrigins = new Map<ts.Node, Origin>();

  constructor(visit: Visit, host: WalkHost) {
    this.#visit = visit;
    this.#frame = visit.frame;
    this.#host = host;
    this.#reader = {
      originOf: (expression) => originOf(expression, this.#locals),
      constantOf: (expression) => this.#constantOf(expression),
    };
    const returns = new ReturnOrigins(host.entities);
    this.#locals.returns = (call) => returns.of(call, this.#frame, this.#locals);
    this.#references = new References(
      { ...host, enter: (next) => this.#enter(next) },
      { frame: visit.frame, entityOf: this.#locals.entityOf, reader: this.#reader },
    );
  }

  run(): readonly Walked[] {
    const { code, context, origins } = this.#visit;
    const root = this.#openRoot(code, context);
    if (!ts.isPropertyDeclaration(code)) this.#walkFunction(code, origins, root);
    else if (code.initializer) this.#walkValue(code.initializer, root);
    return this.#roots.map((region) => ({ region, names: this.#locals }));
  }

  /** A closure is walked here, where its names are known, each time another context leads to it. */
  #enter(next: Visit): void {
    const { code, context } = next;
    const isLocal =
      next.frame.module === this.#frame.module &&
      code.pos > this.#visit.code.pos &&
      code.end <= this.#visit.code.end &&
      !ts.isPropertyDeclaration(code);
    if (!isLocal) {
      this.#host.enter(next);
      return;
    }
    const key = JSON.stringify([code.pos, context]);
    if (this.#entered.has(key)) return;
    this.#entered.add(key);
    this.#walkFunction(code, next.origins, this.#openRoot(code, context));
  }

  #openRoot(node: ts.Node, context: Context): WalkedRegion {
    const root: WalkedRegion = { from: node.pos, to: node.end, context, inner: [] };
    this.#roots.push(root);
    return root;
  }

  #walkFunction(code: Code, origins: Visit["origins"], region: WalkedRegion): void {
    for (const [index, parameter] of code.parameters.entries()) {
      this.#bindArgument(parameter, origins[index]);
      if (parameter.initializer) this.#walk(parameter.initializer, region);
    }
    if (!code.body) return;
    if (ts.isBlock(code.body)) this.#walkSequence(code.body.statements, code.body.end, region);
    else this.#walk(code.body, region);
  }

  #constantOf(expression: ts.Expression): MessageField["value"] | undefined {
    const inner = bare(expression);
    return (
      this.#locals.constantOf(inner) ?? constantOf(this.#host.table, this.#frame.module, inner)
    );
  }

  #bindArgument({ name, type }: ts.ParameterDeclaration, argument: Argument): void {
    if (typeof argument === "object" || argument === undefined)
      this.#bind(name, argument, this.#host.entities.ofType(type, this.#frame));
    else if (ts.isIdentifier(name)) this.#locals.declareConstant(name.text, argument);
  }

  #bind(name: ts.BindingName, origin: Origin | undefined, entity: Entity | undefined): void {
    const whole = ts.isIdentifier(name) ? entity : undefined;
    bindNames(name, origin, (local, part) => this.#locals.declare(local, part, whole));
  }

  /** After an early exit, what made it exit is known to be false. */
  #walkSequence(nodes: readonly ts.Node[], end: number, outer: WalkedRegion): void {
    for (const node of nodes)
      if (ts.isFunctionDeclaration(node) && node.name) {
        const entity: Entity = { kind: "function", code: node, frame: this.#frame };
        this.#locals.declare(node.name.text, undefined, entity);
      }
    let region = outer;
    for (const node of nodes) {
      this.#walk(node, region);
      if (!ts.isIfStatement(node) || node.elseStatement) continue;
      const { whenFalse } = narrow(node.expression, this.#reader);
      if (whenFalse.length === 0 || !alwaysExits(node.thenStatement)) continue;
      this.#host.note(whenFalse, false);
      region = openRegion(region, node.end, end, constrain(region.context, whenFalse));
    }
  }

  #walk(node: ts.Node, region: WalkedRegion): void {
    const { context } = region;
    const branching = branchingOf(node);
    if (branching) {
      this.#walkBranches(branching, region);
      return;
    }
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isBlock(node)) this.#walkSequence(node.statements, node.end, region);
    else if (ts.isBinaryExpression(node)) this.#walkBinary(node, region);
    else if (ts.isVariableDeclaration(node)) this.#walkVariable(node, region);
    else if (ts.isForOfStatement(node)) this.#walkForOf(node, region);
    else if (ts.isCallExpression(node)) this.#walkCall(node, region);
    else if (ts.isNewExpression(node))
      this.#walkAll(this.#references.construct(node, context), region);
    else if (ts.isElementAccessExpression(node)) this.#walkElement(node, region);
    else if (ts.isPropertyAccessExpression(node))
      this.#walkAll(this.#references.property(node, context), region);
    else if (ts.isIdentifier(node)) this.#references.name(node, context);
    else if (isCode(node)) this.#walkClosure(node, region);
    else this.#walkAll(partsOf(node), region);
  }

  #walkAll(nodes: readonly ts.Node[], region: WalkedRegion): void {
    for (const node of nodes) this.#walk(node, region);
  }

  /** A function declaration is walked where it is named, any other function where it stands. */
  #walkClosure(node: Code, region: WalkedRegion): void {
    if (ts.isFunctionDeclaration(node)) {
      excludeRegion(region, node.pos, node.end);
      return;
    }
    const origin = this.#closureOrigins.get(node);
    this.#walkFunction(node, [origin], region);
  }

  #walkBranches({ condition, arms, dispatches }: Branching, region: WalkedRegion): void {
    this.#walk(condition, region);
    for (const { from, to, nodes, known } of arms(this.#reader)) {
      this.#host.note(known, dispatches);
      const inner =
        known.length === 0
          ? region
          : openRegion(region, from, to, constrain(region.context, known));
      this.#walkSequence(nodes, to, inner);
    }
  }

  #walkBinary({ left, right, operatorToken }: ts.BinaryExpression, region: WalkedRegion): void {
    const assigns = operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left);
    if (assigns) this.#locals.assign(left.text, this.#reader.originOf(right));
    this.#walkAll([left, right], region);
  }

  #walkVariable(node: ts.VariableDeclaration, region: WalkedRegion): void {
    const { initializer } = node;
    const entity =
      (initializer && this.#host.entities.of(initializer, this.#frame, this.#locals.entityOf)) ??
      this.#host.entities.ofType(node.type, this.#frame);
    if (initializer) this.#walkValue(initializer, region);
    this.#bind(node.name, initializer && this.#reader.originOf(initializer), entity);
  }

  #walkElement(node: ts.ElementAccessExpression, region: WalkedRegion): void {
    this.#walkAll(this.#references.element(node, region.context), region);
    this.#walkTable(node, region);
  }

  /** A handler map that is written where it is asked: its functions run when chosen. */
  #walkTable(node: ts.Expression, region: WalkedRegion): void {
    const table = ts.isElementAccessExpression(node) ? bare(node.expression) : undefined;
    if (table && ts.isObjectLiteralExpression(table)) this.#walkValue(table, region);
  }

  /** Functions that a name is given to run when the name is used, not here. */
  #walkValue(value: ts.Expression, region: WalkedRegion): void {
    const inner = bare(value);
    if (isCode(inner)) {
      excludeRegion(region, inner.pos, inner.end);
      return;
    }
    if (!ts.isObjectLiteralExpression(inner)) {
      if (!this.#namesFunction(inner)) this.#walk(inner, region);
      return;
    }
    for (const property of inner.properties)
      if (ts.isPropertyAssignment(property)) this.#walkValue(property.initializer, region);
      else if (ts.isSpreadAssignment(property)) this.#walk(property.expression, region);
      else excludeRegion(region, property.pos, property.end);
  }

  #namesFunction(value: ts.Expression): boolean {
    if (!ts.isIdentifier(value) && !ts.isPropertyAccessExpression(value)) return false;
    const entity = this.#host.entities.of(value, this.#frame, this.#locals.entityOf);
    return entity?.kind === "function" && !ts.isAccessor(entity.code);
  }

  #walkForOf(node: ts.ForOfStatement, region: WalkedRegion): void {
    this.#walk(node.expression, region);
    const [declaration] = ts.isVariableDeclarationList(node.initializer)
      ? node.initializer.declarations
      : [];
    if (declaration)
      this.#bind(declaration.name, elementOf(this.#reader.originOf(node.expression)), undefined);
    this.#walk(node.statement, region);
  }

  #walkCall(node: ts.CallExpression, region: WalkedRegion): void {
    const origin = originOfCallback(node, this.#reader);
    if (origin)
      for (const argument of node.arguments) this.#closureOrigins.set(bare(argument), origin);
    this.#walkAll(this.#references.call(node, region.context, origin), region);
    this.#walkTable(bare(node.expression), region);
  }
}
