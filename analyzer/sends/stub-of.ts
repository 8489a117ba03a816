import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import { isCode, type Code } from "../modules/entity.ts";

/** What a stub is of: the name of a binding, or of the class that its type names. */
export type StubOf =
  | { readonly by: "binding"; readonly name: string }
  | { readonly by: "class"; readonly name: string };

/** Steps from name to name beyond these are a cycle. */
const MOST_STEPS = 8;
/** Methods of a namespace that give a stub. */
const GETTERS: ReadonlySet<string> = new Set(["get", "getByName", "getExisting"]);
/** Functions of libraries that give a stub of the namespace they are passed. */
const LIBRARY_GETTERS: ReadonlySet<string> = new Set(["getAgentByName", "getServerByName"]);
const STUB_TYPE = /^(?:DurableObjectStub|Stub)$/;

/** Finds the Durable Object that an expression is a stub of; undefined for anything else, or where the text does not tell. */
export class Stubs {
  readonly #source: ts.SourceFile;
  readonly #bindings: ReadonlySet<string>;
  /** Every declaration of the file by name: names that mean different things in one file are rare. */
  #declared: ReadonlyMap<string, readonly ts.Node[]> | undefined;

  constructor(source: ts.SourceFile, bindings: ReadonlySet<string>) {
    this.#source = source;
    this.#bindings = bindings;
  }

  of(expression: ts.Expression, steps: number = MOST_STEPS): StubOf | undefined {
    const inner = bare(expression);
    if (steps <= 0) return undefined;
    if (ts.isAwaitExpression(inner)) return this.of(inner.expression, steps - 1);
    if (ts.isCallExpression(inner)) return this.#ofCall(inner, steps - 1);
    const name = nameOf(inner);
    return name === undefined ? undefined : this.#ofName(name, inner, steps - 1);
  }

  #ofCall(call: ts.CallExpression, steps: number): StubOf | undefined {
    const callee = bare(call.expression);
    const name = nameOf(callee);
    const [argument] = call.arguments;
    if (name !== undefined && LIBRARY_GETTERS.has(name))
      return argument && this.#namespace(argument, steps);
    if (ts.isPropertyAccessExpression(callee) && GETTERS.has(callee.name.text)) {
      const found = this.#namespace(callee.expression, steps);
      if (found) return found;
    }
    if (name === undefined) return undefined;
    const code = (this.#declarations().get(name) ?? []).map(codeOf).find((found) => found);
    return code && this.#ofReturn(code, steps);
  }

  #ofReturn(code: Code, steps: number): StubOf | undefined {
    const typed = ofType(code.type);
    if (typed || !code.body) return typed;
    if (!ts.isBlock(code.body)) return this.of(code.body, steps);
    for (const statement of code.body.statements)
      if (ts.isReturnStatement(statement) && statement.expression)
        return this.of(statement.expression, steps);
    return undefined;
  }

  #ofName(name: string, at: ts.Node, steps: number): StubOf | undefined {
    const declared = this.#declarations().get(name) ?? [];
    // The nearest one before: what is declared later, or in another function, is somebody else's.
    const found = declared.findLast((node) => node.pos < at.pos) ?? declared[0];
    if (!found) return undefined;
    if (ts.isParameter(found) || ts.isPropertyDeclaration(found) || ts.isVariableDeclaration(found))
      return ofType(found.type) ?? (found.initializer && this.of(found.initializer, steps));
    return isCode(found) && ts.isGetAccessor(found) ? this.#ofReturn(found, steps) : undefined;
  }

  /** The binding that an expression is: `env.ROOM`, `this.env["ROOM"]`, a name for one, one of a jurisdiction. */
  #namespace(expression: ts.Expression, steps: number): StubOf | undefined {
    const inner = bare(expression);
    if (steps <= 0) return undefined;
    if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression))
      return this.#namespace(inner.expression.expression, steps - 1);
    const name =
      ts.isElementAccessExpression(inner) && ts.isStringLiteralLike(inner.argumentExpression)
        ? inner.argumentExpression.text
        : nameOf(inner);
    if (name === undefined) return undefined;
    if (this.#bindings.has(name)) return { by: "binding", name };
    const declared = (this.#declarations().get(name) ?? []).find(ts.isVariableDeclaration);
    return declared?.initializer && this.#namespace(declared.initializer, steps - 1);
  }

  #declarations(): ReadonlyMap<string, readonly ts.Node[]> {
    this.#declared ??= listDeclarations(this.#source);
    return this.#declared;
  }
}

function nameOf(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

/** `DurableObjectStub<Room>`, also promised. */
function ofType(type: ts.TypeNode | undefined): StubOf | undefined {
  if (!type || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const [argument] = type.typeArguments ?? [];
  if (!argument) return undefined;
  if (type.typeName.text === "Promise") return ofType(argument);
  if (!STUB_TYPE.test(type.typeName.text) || !ts.isTypeReferenceNode(argument)) return undefined;
  return ts.isIdentifier(argument.typeName)
    ? { by: "class", name: argument.typeName.text }
    : undefined;
}

function codeOf(node: ts.Node): Code | undefined {
  if (isCode(node)) return node;
  const value =
    ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) ? node.initializer : undefined;
  return value && isCode(value) ? value : undefined;
}

function listDeclarations(source: ts.SourceFile): ReadonlyMap<string, readonly ts.Node[]> {
  const found = new Map<string, ts.Node[]>();
  const search = (node: ts.Node): void => {
    if (isNamed(node)) {
      const name = node.name && (ts.isIdentifier(node.name) || ts.isPrivateIdentifier(node.name));
      if (name && node.name) {
        const known = found.get(node.name.getText(source));
        if (known) known.push(node);
        else found.set(node.name.getText(source), [node]);
      }
    }
    ts.forEachChild(node, search);
  };
  search(source);
  return found;
}

type Named = (ts.VariableDeclaration | ts.ParameterDeclaration | ts.PropertyDeclaration | Code) & {
  readonly name?: ts.Node;
};

function isNamed(node: ts.Node): node is Named {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    isCode(node)
  );
}
