import { bare } from "../modules/bare.ts";
import { nameOf } from "../modules/entity.ts";
import type { Module } from "../modules/module.ts";
import type { ModuleTable } from "../modules/module-table.ts";
import { ts } from "ts-morph";
import { findBinding } from "./bindings.ts";
import { findCalled } from "./throws-of.ts";
import {
  isWrapper,
  literalsOfSchema,
  partsOfSchema,
  type Schema,
  schemaOfCall,
  schemaOfType,
} from "./schema-values.ts";

/** A type as it is written, and the module it is written in. */
interface DeclaredType {
  readonly node: ts.TypeNode;
  readonly module: Module;
}

/** Aliases of aliases beyond this are a cycle. */
const MOST_STEPS = 12;

/**
 * The strings and numbers that the declared type of an expression allows; empty when it is not a union of them.
 * Only annotations of parameters and what they name are read: no type checker.
 */
export function valuesOf(
  expression: ts.Expression,
  module: Module,
  modules: ModuleTable,
): readonly (string | number)[] {
  const types = typesOf(bare(expression), module, modules);
  const values = types.flatMap((type) => membersOf(type, modules, MOST_STEPS)).map(literalOf);
  if (values.length > 0 && values.every((value) => value !== undefined))
    return [...new Set(values)];
  const schemas = schemasOf(bare(expression), module, modules);
  const allowed = schemas.map((schema) => literalsOfSchema(schema, modules));
  return allowed.every((list) => list !== undefined) ? [...new Set(allowed.flat())] : [];
}

/** Whether the declared type of an expression is a text or a list; undefined for any other, and where there is none. */
export function kindOf(
  expression: ts.Expression,
  module: Module,
  modules: ModuleTable,
): "string" | "array" | undefined {
  const types = typesOf(bare(expression), module, modules);
  const members = types.flatMap((type) => membersOf(type, modules, MOST_STEPS));
  const kinds = new Set(members.map(({ node }) => kindOfType(node)));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function kindOfType(node: ts.TypeNode): "string" | "array" | undefined {
  if (node.kind === ts.SyntaxKind.StringKeyword) return "string";
  if (ts.isArrayTypeNode(node)) return "array";
  if (ts.isTypeOperatorNode(node)) return kindOfType(node.type);
  const isList =
    ts.isTypeReferenceNode(node) &&
    ts.isIdentifier(node.typeName) &&
    /^(?:Readonly)?Array$/.test(node.typeName.text);
  return isList ? "array" : undefined;
}

/** The schemas by which an expression was read, or that its declared type is inferred from. */
function schemasOf(
  expression: ts.Expression,
  module: Module,
  modules: ModuleTable,
): readonly Schema[] {
  if (ts.isIdentifier(expression)) {
    const declared = parameterType(expression, module.source);
    const inferred = declared && inferredFrom({ node: declared, module }, modules);
    const read = readBy(expression, module.source);
    const schema = inferred ?? (read && schemaOfCall(read, module));
    return schema ? [schema] : [];
  }
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const owners = schemasOf(bare(expression.expression), module, modules);
  const parts = owners.flatMap((owner) => partsOfSchema(owner, expression.name.text, modules));
  return parts.length === 0 && isWrapper(expression.name.text) ? owners : parts;
}

/** The schema of a type, aliases looked through. */
function inferredFrom(
  type: DeclaredType,
  modules: ModuleTable,
  steps: number = MOST_STEPS,
): Schema | undefined {
  const schema = schemaOfType(type.node, type.module);
  if (schema || steps <= 0) return schema;
  const alias = aliasOf(type, modules);
  return alias ? inferredFrom(alias, modules, steps - 1) : namesake(type, modules);
}

/** `const Message = z.object(...)` beside `type Message = z.infer<typeof Message>`: of a shared name the value is kept. */
function namesake({ node, module }: DeclaredType, modules: ModuleTable): Schema | undefined {
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  const target = modules.resolve(module, node.typeName.text);
  return target?.kind === "declaration" && ts.isVariableDeclaration(target.node)
    ? { node: node.typeName, module }
    : undefined;
}

type Declared = ReadonlyMap<string, readonly ts.VariableDeclaration[]>;

const declared = new WeakMap<ts.SourceFile, Declared>();

/** What a name was declared with, the last time before it in the text. */
function readBy(name: ts.Identifier, source: ts.SourceFile): ts.Expression | undefined {
  const known = declared.get(source) ?? listDeclared(source);
  declared.set(source, known);
  return known.get(name.text)?.findLast(({ pos }) => pos < name.pos)?.initializer;
}

/** The variables of a file by name, in the order of the text; looked for once. */
function listDeclared(source: ts.SourceFile): Declared {
  const found = new Map<string, ts.VariableDeclaration[]>();
  const search = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      const same = found.get(node.name.text);
      if (same) same.push(node);
      else found.set(node.name.text, [node]);
    }
    ts.forEachChild(node, search);
  };
  search(source);
  return found;
}

function typesOf(
  expression: ts.Expression,
  module: Module,
  modules: ModuleTable,
): readonly DeclaredType[] {
  if (ts.isIdentifier(expression)) return typesOfName(expression, module, modules);
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const owners = typesOf(bare(expression.expression), module, modules);
  return owners
    .flatMap((owner) => membersOf(owner, modules, MOST_STEPS))
    .flatMap((owner) => propertyOf(owner, expression.name.text, modules));
}

/** What a name is declared as, or cast to, or what the function gives that it is made by. */
function typesOfName(
  name: ts.Identifier,
  module: Module,
  modules: ModuleTable,
): readonly DeclaredType[] {
  const binding = findBinding(name, module.source);
  if (binding?.type) return [{ node: binding.type, module }];
  let value = binding?.initializer;
  while (value && (ts.isParenthesizedExpression(value) || ts.isAwaitExpression(value)))
    value = value.expression;
  if (!value) return [];
  if (ts.isAsExpression(value)) return [{ node: value.type, module }];
  const called = ts.isCallExpression(value) ? findCalled(value, module, modules) : undefined;
  const type = called?.code.type;
  return called && type ? [{ node: resolvedType(type), module: called.module }] : [];
}

/** What a promise is of. */
function resolvedType(type: ts.TypeNode): ts.TypeNode {
  const isPromise =
    ts.isTypeReferenceNode(type) &&
    ts.isIdentifier(type.typeName) &&
    type.typeName.text === "Promise";
  return (isPromise && type.typeArguments?.[0]) || type;
}

/** The annotation of the parameter that a name stands for: of the innermost function that has it. */
function parameterType(name: ts.Identifier, source: ts.SourceFile): ts.TypeNode | undefined {
  let found: ts.TypeNode | undefined;
  const search = (node: ts.Node): void => {
    if (node.pos > name.pos || node.end < name.end) return;
    if (ts.isFunctionLike(node))
      for (const parameter of node.parameters)
        if (ts.isIdentifier(parameter.name) && parameter.name.text === name.text)
          found = parameter.type;
    ts.forEachChild(node, search);
  };
  search(source);
  return found;
}

/** The members of a union, aliases looked through. */
function membersOf(
  { node, module }: DeclaredType,
  modules: ModuleTable,
  steps: number,
): readonly DeclaredType[] {
  if (steps <= 0) return [];
  if (ts.isUnionTypeNode(node))
    return node.types.flatMap((member) => membersOf({ node: member, module }, modules, steps - 1));
  if (ts.isParenthesizedTypeNode(node))
    return membersOf({ node: node.type, module }, modules, steps - 1);
  const alias = aliasOf({ node, module }, modules);
  return alias ? membersOf(alias, modules, steps - 1) : [{ node, module }];
}

function aliasOf({ node, module }: DeclaredType, modules: ModuleTable): DeclaredType | undefined {
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  const target = modules.resolve(module, node.typeName.text);
  return target?.kind === "declaration" && ts.isTypeAliasDeclaration(target.node)
    ? { node: target.node.type, module: target.module }
    : undefined;
}

function propertyOf(
  { node, module }: DeclaredType,
  name: string,
  modules: ModuleTable,
): readonly DeclaredType[] {
  let owner:
    | { readonly members: ts.NodeArray<ts.TypeElement>; readonly module: Module }
    | undefined;
  if (ts.isTypeLiteralNode(node)) owner = { members: node.members, module };
  else if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
    const target = modules.resolve(module, node.typeName.text);
    if (target?.kind === "declaration" && ts.isInterfaceDeclaration(target.node))
      owner = { members: target.node.members, module: target.module };
  }
  const property = owner?.members.find((member) => nameOf(member.name) === name);
  return owner && property && ts.isPropertySignature(property) && property.type
    ? [{ node: property.type, module: owner.module }]
    : [];
}

function literalOf({ node }: DeclaredType): string | number | undefined {
  if (!ts.isLiteralTypeNode(node)) return undefined;
  if (ts.isStringLiteral(node.literal)) return node.literal.text;
  return ts.isNumericLiteral(node.literal) ? Number(node.literal.text) : undefined;
}
