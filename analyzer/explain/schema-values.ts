import { bare } from "../modules/bare.ts";
import { nameOf } from "../modules/entity.ts";
import type { Module } from "../modules/module.ts";
import type { ModuleTable } from "../modules/module-table.ts";
import { ts } from "ts-morph";

/** A schema of zod or valibot as it is written, and the module it is written in. */
export interface Schema {
  readonly node: ts.Expression;
  readonly module: Module;
}

/** Schemas of schemas beyond this are a cycle. */
const MOST_STEPS = 12;

/** Functions that read a message by a schema: a method of it in zod, with it as first argument in valibot. */
const READERS = /^(?:parse|parseAsync|safeParse|safeParseAsync|decode|assert)$/;
/** Functions that make a schema of others of which each is allowed. */
const UNIONS: ReadonlySet<string> = new Set(["union", "discriminatedUnion", "variant", "or"]);
/** What a result of `safeParse` wraps the message in. */
const WRAPPERS: ReadonlySet<string> = new Set(["data", "output"]);

/** The schema by which a call reads what it gives: `Message.parse(x)`, `v.parse(Message, x)`. */
export function schemaOfCall(expression: ts.Expression, module: Module): Schema | undefined {
  let call = bare(expression);
  if (ts.isAwaitExpression(call)) call = bare(call.expression);
  if (!ts.isCallExpression(call)) return undefined;
  const callee = bare(call.expression);
  const isMethod = ts.isPropertyAccessExpression(callee);
  const name = isMethod ? callee.name.text : ts.isIdentifier(callee) ? callee.text : "";
  if (!READERS.test(name)) return undefined;
  const [first, second] = call.arguments;
  // With two arguments the schema is the first one.
  if (first && second) return { node: first, module };
  return isMethod ? { node: callee.expression, module } : undefined;
}

/** The schemas of a part of what a schema describes; several where it is a union. */
export function partsOfSchema(
  schema: Schema,
  name: string,
  modules: ModuleTable,
  steps: number = MOST_STEPS,
): readonly Schema[] {
  return openSchema(schema, modules, steps).flatMap(({ node, module }) => {
    const [fields] = ts.isCallExpression(node) ? node.arguments : [];
    const object = fields && bare(fields);
    if (!object || !ts.isObjectLiteralExpression(object)) return [];
    const property = object.properties.find((found) => nameOf(found.name) === name);
    if (property && ts.isPropertyAssignment(property))
      return [{ node: property.initializer, module }];
    return property && ts.isShorthandPropertyAssignment(property)
      ? [{ node: property.name, module }]
      : [];
  });
}

/** The strings and numbers that a schema allows; undefined where they are no list: then any may be allowed. */
export function literalsOfSchema(
  schema: Schema,
  modules: ModuleTable,
): readonly (string | number)[] | undefined {
  const values = openSchema(schema, modules, MOST_STEPS).flatMap(({ node }) => literalsOf(node));
  return values.length > 0 && values.every((value) => value !== undefined) ? values : undefined;
}

function literalsOf(node: ts.Expression): readonly (string | number | undefined)[] {
  const name = ts.isCallExpression(node) ? calleeOf(node) : undefined;
  if (!ts.isCallExpression(node) || name === undefined) return [undefined];
  const [argument] = node.arguments;
  const given = argument && bare(argument);
  if (name === "literal") return given ? [literalOf(given)] : [undefined];
  if (name !== "enum" && name !== "picklist") return [undefined];
  return given && ts.isArrayLiteralExpression(given) ? given.elements.map(literalOf) : [undefined];
}

function literalOf(expression: ts.Expression): string | number | undefined {
  const inner = bare(expression);
  if (ts.isStringLiteralLike(inner)) return inner.text;
  return ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
}

/** The calls that make a schema: names are followed, unions opened, and what only adds to a schema is looked through. */
function openSchema(
  { node, module }: Schema,
  modules: ModuleTable,
  steps: number,
): readonly Schema[] {
  const inner = bare(node);
  if (steps <= 0) return [];
  if (ts.isIdentifier(inner)) {
    const target = modules.resolve(module, inner.text);
    if (target?.kind !== "declaration" || !ts.isVariableDeclaration(target.node)) return [];
    const { initializer } = target.node;
    return initializer
      ? openSchema({ node: initializer, module: target.module }, modules, steps - 1)
      : [];
  }
  if (!ts.isCallExpression(inner)) return [];
  const name = calleeOf(inner);
  const open = (part: ts.Expression): readonly Schema[] =>
    openSchema({ node: part, module }, modules, steps - 1);
  if (name !== undefined && UNIONS.has(name)) {
    const list = inner.arguments.map(bare).find(ts.isArrayLiteralExpression);
    return list ? list.elements.flatMap(open) : inner.arguments.flatMap(open);
  }
  if (name === "object" || name === "strictObject" || name === "looseObject")
    return [{ node: inner, module }];
  if (name === "literal" || name === "enum" || name === "picklist")
    return [{ node: inner, module }];
  const callee = bare(inner.expression);
  const [first] = inner.arguments;
  // `schema.strict()` in zod, `v.pipe(schema, ...)` and `v.optional(schema)` in valibot.
  if (first && ["pipe", "optional", "nullable", "nullish"].includes(name ?? "")) return open(first);
  return ts.isPropertyAccessExpression(callee) ? open(callee.expression) : [];
}

function calleeOf({ expression }: ts.CallExpression): string | undefined {
  const callee = bare(expression);
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isIdentifier(callee) ? callee.text : undefined;
}

/** The schema of `z.infer<typeof Message>` or `v.InferOutput<typeof Message>`. */
export function schemaOfType(type: ts.TypeNode, module: Module): Schema | undefined {
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const name = ts.isQualifiedName(type.typeName) ? type.typeName.right.text : type.typeName.text;
  const [query] = type.typeArguments ?? [];
  if (!/^(?:infer|output|InferOutput|Infer)$/.test(name) || !query || !ts.isTypeQueryNode(query))
    return undefined;
  return ts.isIdentifier(query.exprName) ? { node: query.exprName, module } : undefined;
}

/** True for the part of a result that is the message. */
export function isWrapper(name: string): boolean {
  return WRAPPERS.has(name);
}
