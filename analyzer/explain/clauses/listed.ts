import { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { nameOf } from "../../modules/entity.ts";
import type { ClauseSite } from "./clause.ts";

type Value = string | number;

/** What a collection can be asked for: the elements of a list or set, the keys of a map or object. */
export type Asked = "elements" | "keys";

/** The values of a collection that is written out where it is made; undefined where not all are literals. */
export function listValues(
  collection: ts.Expression,
  asked: Asked,
  site: ClauseSite,
): readonly Value[] | undefined {
  const written = writtenOf(collection, site);
  if (!written) return undefined;
  if (ts.isObjectLiteralExpression(written))
    return asked === "keys" ? allOf(written.properties.map(({ name }) => nameOf(name))) : undefined;
  if (ts.isArrayLiteralExpression(written))
    return asked === "elements" ? allOf(written.elements.map(literalOf)) : undefined;
  if (!ts.isNewExpression(written) || !ts.isIdentifier(written.expression)) return undefined;
  const [first] = written.arguments ?? [];
  const list = first && bare(first);
  if (!list || !ts.isArrayLiteralExpression(list)) return undefined;
  if (written.expression.text === "Set") return allOf(list.elements.map(literalOf));
  if (written.expression.text !== "Map") return undefined;
  return allOf(list.elements.map(keyOf));
}

/** What is written where a name is declared, or here. */
export function writtenOf(expression: ts.Expression, site: ClauseSite): ts.Expression | undefined {
  const inner = bare(expression);
  const isOwn =
    ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (isOwn) return fieldOf(inner.name.text, site);
  const written = ts.isIdentifier(inner) ? site.initializerOf(inner) : inner;
  return written && bare(written);
}

/** What a field starts as, where the classes of the file have one of that name. */
function fieldOf(name: string, { source }: ClauseSite): ts.Expression | undefined {
  const fields = source.statements
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => members)
    .filter(ts.isPropertyDeclaration)
    .filter((field) => nameOf(field.name) === name);
  const [field] = fields;
  return fields.length === 1 && field?.initializer ? bare(field.initializer) : undefined;
}

/** The key by which a value was looked up among values that are written out, and those keys. */
export function lookupOf(
  expression: ts.Expression,
  site: ClauseSite,
): { readonly key: ts.Expression; readonly keys: readonly Value[] } | undefined {
  const value = ts.isIdentifier(expression) ? writtenOf(expression, site) : expression;
  if (!value) return undefined;
  const access = bare(value);
  const isGet =
    ts.isCallExpression(access) &&
    ts.isPropertyAccessExpression(access.expression) &&
    access.expression.name.text === "get";
  const [key, table] = isGet
    ? [access.arguments[0], access.expression.expression]
    : ts.isElementAccessExpression(access)
      ? [access.argumentExpression, access.expression]
      : [];
  const keys = table && listValues(table, "keys", site);
  return key && keys && site.constantOf(key) === undefined ? { key, keys } : undefined;
}

function keyOf(entry: ts.Expression): Value | undefined {
  const pair = bare(entry);
  const [key] = ts.isArrayLiteralExpression(pair) ? pair.elements : [];
  return key && literalOf(key);
}

function literalOf(expression: ts.Expression): Value | undefined {
  const inner = bare(expression);
  if (ts.isStringLiteralLike(inner)) return inner.text;
  return ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
}

function allOf(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 && known.length === values.length ? known : undefined;
}
