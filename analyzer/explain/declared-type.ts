import { bare } from "../actors/bare.ts";
import { nameOf } from "../actors/entity.ts";
import type { Module } from "../actors/module.ts";
import type { ModuleTable } from "../actors/module-table.ts";
import { ts } from "ts-morph";

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
  return values.every((value) => value !== undefined) ? [...new Set(values)] : [];
}

function typesOf(
  expression: ts.Expression,
  module: Module,
  modules: ModuleTable,
): readonly DeclaredType[] {
  if (ts.isIdentifier(expression)) {
    const node = parameterType(expression, module.source);
    return node ? [{ node, module }] : [];
  }
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const owners = typesOf(bare(expression.expression), module, modules);
  return owners
    .flatMap((owner) => membersOf(owner, modules, MOST_STEPS))
    .flatMap((owner) => propertyOf(owner, expression.name.text, modules));
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
