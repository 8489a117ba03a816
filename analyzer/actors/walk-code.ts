import { ts } from "../inventory/syntax.ts";
import { bare } from "./bare.ts";
import { constantOf } from "./constants.ts";
import { isCode, type Code, type Entity, type Frame } from "./entity.ts";
import { alwaysExits } from "./exits.ts";
import { Locals } from "./locals.ts";
import type { ModuleTable } from "./module-table.ts";
import { constrain, narrow, type Context, type ExpressionReader } from "./narrowing.ts";
import { bindNames, originOf, type Origin } from "./origin.ts";
import { References, type ReferenceHost } from "./references.ts";
import { openRegion, type Region } from "./region.ts";
import { switchContexts } from "./switch-contexts.ts";
import type { Visit } from "./visit.ts";

/** What the walk needs, and whom it tells what it found. */
export interface WalkHost extends ReferenceHost {
  readonly table: ModuleTable;
}

/** Methods that pass the elements of what they are called on. */
const EACH = new Set(["forEach", "map", "filter", "find", "some", "every", "flatMap"]);

/** Walks code as one visit enters it: tells the host where it leads; returns what is known at each place. */
export function walkCode(visit: Visit, host: WalkHost): readonly Region[] {
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
      originOf: (expression) => originOf(expression, this.#locals.originOf),
      constantOf: (expression) => constantOf(host.table, visit.frame.module, expression),
    };
    this.#references = new References(
      { ...host, enter: (next) => this.#enter(next) },
      { frame: visit.frame, entityOf: this.#locals.entityOf, reader: this.#reader },
    );
  }

  run(): readonly Region[] {
    const { code, context, origins } = this.#visit;
    const root = this.#openRoot(code, context);
    if (!ts.isPropertyDeclaration(code)) this.#walkFunction(code, origins, root);
    else if (code.initializer) this.#walkValue(code.initializer, root);
    return this.#roots;
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

  #openRoot(node: ts.Node, context: Context): Region {
    const root: Region = { from: node.pos, to: node.end, context, inner: [] };
    this.#roots.push(root);
    return root;
  }

  #walkFunction(code: Code, origins: Visit["origins"], region: Region): void {
    for (const [index, parameter] of code.parameters.entries()) {
      this.#bind(
        parameter.name,
        origins[index],
        this.#host.entities.ofType(parameter.type, this.#frame),
      );
      if (parameter.initializer) this.#walk(parameter.initializer, region);
    }
    if (!code.body) return;
    if (ts.isBlock(code.body)) this.#walkStatements(code.body.statements, region);
    else this.#walk(code.body, region);
  }

  #bind(name: ts.BindingName, origin: Origin | undefined, entity: Entity | undefined): void {
    const whole = ts.isIdentifier(name) ? entity : undefined;
    bindNames(name, origin, (local, part) => this.#locals.declare(local, part, whole));
  }

  /** After an early exit, what made it exit is known to be false. */
  #walkStatements(statements: ts.NodeArray<ts.Statement>, outer: Region): void {
    for (const statement of statements)
      if (ts.isFunctionDeclaration(statement) && statement.name) {
        const entity: Entity = { kind: "function", code: statement, frame: this.#frame };
        this.#locals.declare(statement.name.text, undefined, entity);
      }
    let region = outer;
    for (const statement of statements) {
      this.#walk(statement, region);
      if (!ts.isIfStatement(statement) || statement.elseStatement) continue;
      const { whenFalse } = narrow(statement.expression, this.#reader);
      if (whenFalse.length > 0 && alwaysExits(statement.thenStatement))
        region = openRegion(
          region,
          statement.end,
          statements.end,
          constrain(region.context, whenFalse),
        );
    }
  }

  #walk(node: ts.Node, region: Region): void {
    const { context } = region;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isBlock(node)) this.#walkStatements(node.statements, region);
    else if (ts.isIfStatement(node)) this.#walkIf(node, region);
    else if (ts.isSwitchStatement(node)) this.#walkSwitch(node, region);
    else if (ts.isConditionalExpression(node)) this.#walkConditional(node, region);
    else if (ts.isBinaryExpression(node)) this.#walkBinary(node, region);
    else if (ts.isVariableDeclaration(node)) this.#walkVariable(node, region);
    else if (ts.isForOfStatement(node)) this.#walkForOf(node, region);
    else if (ts.isCallExpression(node)) this.#walkCall(node, region);
    else if (ts.isNewExpression(node))
      this.#walkAll(this.#references.construct(node, context), region);
    else if (ts.isElementAccessExpression(node))
      this.#walkAll(this.#references.element(node, context), region);
    else if (ts.isPropertyAccessExpression(node))
      this.#walkAll(this.#references.property(node, context), region);
    else if (ts.isIdentifier(node)) this.#references.name(node, context);
    else if (isCode(node)) this.#walkClosure(node, region);
    else this.#walkAll(partsOf(node), region);
  }

  #walkAll(nodes: readonly ts.Node[], region: Region): void {
    for (const node of nodes) this.#walk(node, region);
  }

  /** A function declaration is walked where it is named, any other function where it stands. */
  #walkClosure(node: Code, region: Region): void {
    if (ts.isFunctionDeclaration(node)) return;
    const origin = this.#closureOrigins.get(node);
    this.#walkFunction(node, [origin], region);
  }

  #walkIf(node: ts.IfStatement, region: Region): void {
    const { whenTrue, whenFalse } = this.#split(node.expression, region);
    this.#walkNarrowed(node.thenStatement, whenTrue, region);
    if (node.elseStatement) this.#walkNarrowed(node.elseStatement, whenFalse, region);
  }

  #walkConditional(node: ts.ConditionalExpression, region: Region): void {
    const { whenTrue, whenFalse } = this.#split(node.condition, region);
    this.#walkNarrowed(node.whenTrue, whenTrue, region);
    this.#walkNarrowed(node.whenFalse, whenFalse, region);
  }

  #split(condition: ts.Expression, region: Region): { whenTrue: Context; whenFalse: Context } {
    this.#walk(condition, region);
    const narrowing = narrow(condition, this.#reader);
    this.#host.note([...narrowing.whenTrue, ...narrowing.whenFalse], false);
    return narrowing;
  }

  #walkNarrowed(node: ts.Node, known: Context, region: Region): void {
    const inner =
      known.length === 0
        ? region
        : openRegion(region, node.pos, node.end, constrain(region.context, known));
    this.#walk(node, inner);
  }

  #walkSwitch(node: ts.SwitchStatement, region: Region): void {
    this.#walk(node.expression, region);
    const contexts = switchContexts(node, this.#reader);
    for (const [index, clause] of node.caseBlock.clauses.entries()) {
      const known = contexts[index] ?? [];
      this.#host.note(known, true);
      const inner = openRegion(region, clause.pos, clause.end, constrain(region.context, known));
      if (ts.isCaseClause(clause)) this.#walk(clause.expression, region);
      this.#walkStatements(clause.statements, inner);
    }
  }

  #walkBinary(node: ts.BinaryExpression, region: Region): void {
    const { left, right, operatorToken } = node;
    if (operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left))
      this.#locals.assign(left.text, this.#reader.originOf(right));
    const isAnd = operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    if (!isAnd && operatorToken.kind !== ts.SyntaxKind.BarBarToken) {
      this.#walkAll([left, right], region);
      return;
    }
    const { whenTrue, whenFalse } = this.#split(left, region);
    this.#walkNarrowed(right, isAnd ? whenTrue : whenFalse, region);
  }

  #walkVariable(node: ts.VariableDeclaration, region: Region): void {
    const { initializer } = node;
    const entity =
      (initializer && this.#host.entities.of(initializer, this.#frame, this.#locals.entityOf)) ??
      this.#host.entities.ofType(node.type, this.#frame);
    if (initializer) this.#walkValue(initializer, region);
    this.#bind(node.name, initializer && this.#reader.originOf(initializer), entity);
  }

  /** Functions that a name is given to run when the name is used, not here. */
  #walkValue(value: ts.Expression, region: Region): void {
    const inner = bare(value);
    if (isCode(inner)) return;
    if (!ts.isObjectLiteralExpression(inner)) {
      this.#walk(inner, region);
      return;
    }
    for (const property of inner.properties)
      if (ts.isPropertyAssignment(property)) this.#walkValue(property.initializer, region);
      else if (ts.isSpreadAssignment(property)) this.#walk(property.expression, region);
  }

  #walkForOf(node: ts.ForOfStatement, region: Region): void {
    this.#walk(node.expression, region);
    const [declaration] = ts.isVariableDeclarationList(node.initializer)
      ? node.initializer.declarations
      : [];
    if (declaration)
      this.#bind(declaration.name, this.#reader.originOf(node.expression), undefined);
    this.#walk(node.statement, region);
  }

  #walkCall(node: ts.CallExpression, region: Region): void {
    const origin = this.#originOfElements(node);
    if (origin)
      for (const argument of node.arguments) this.#closureOrigins.set(bare(argument), origin);
    this.#walkAll(this.#references.call(node, region.context), region);
  }

  /** What the callback of a call is given, where it comes from a message. */
  #originOfElements(node: ts.CallExpression): Origin | undefined {
    const callee = bare(node.expression);
    if (!ts.isPropertyAccessExpression(callee)) return undefined;
    if (EACH.has(callee.name.text)) return this.#reader.originOf(callee.expression);
    const [event] = node.arguments;
    const listens =
      callee.name.text === "addEventListener" && event && ts.isStringLiteralLike(event);
    return listens && event.text === "message"
      ? { parameter: null, path: "", derived: true }
      : undefined;
  }
}

/** The parts of any other node that are code: names of properties, labels and modules are not. */
function partsOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isShorthandPropertyAssignment(node)) return [node.name];
  if (ts.isPropertyAssignment(node)) return [node.initializer];
  if (ts.isBindingElement(node)) return node.initializer ? [node.initializer] : [];
  if (ts.isLabeledStatement(node)) return [node.statement];
  if (ts.isBreakOrContinueStatement(node) || ts.isMetaProperty(node)) return [];
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    parts.push(child);
  });
  return parts;
}
