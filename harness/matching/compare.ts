import { isAsymmetric } from "./asymmetric.ts";
import { describeValue } from "./describe.ts";

/**
 * Lists where `actual` lacks what `pattern` asks for, as `path: expected X, received Y`; empty when it matches.
 * Objects match partially at every depth, arrays element by element and in length, text a regular expression.
 */
export function listDifferences(pattern: unknown, actual: unknown, path = ""): readonly string[] {
  if (isAsymmetric(pattern))
    return pattern.asymmetricMatch(actual) ? [] : [differ(path, pattern, actual)];
  if (Object.is(pattern, actual)) return [];
  if (pattern instanceof RegExp)
    return typeof actual === "string" && actual.search(pattern) >= 0
      ? []
      : [differ(path, pattern, actual)];
  if (typeof pattern !== "object" || pattern === null) return [differ(path, pattern, actual)];
  if (typeof actual !== "object" || actual === null) return [differ(path, pattern, actual)];
  if (pattern instanceof Date) {
    const isSame = actual instanceof Date && pattern.getTime() === actual.getTime();
    return isSame ? [] : [differ(path, pattern, actual)];
  }
  const bytes = bytesOf(pattern);
  if (bytes !== undefined)
    return isSameBytes(bytes, bytesOf(actual)) ? [] : [differ(path, pattern, actual)];
  if (Array.isArray(pattern)) return listArrayDifferences(pattern, actual, path);
  return Object.entries(pattern).flatMap(([key, field]) => {
    const found: unknown = Reflect.get(actual, key);
    return listDifferences(field, found, path === "" ? key : `${path}.${key}`);
  });
}

function listArrayDifferences(
  pattern: readonly unknown[],
  actual: object,
  path: string,
): readonly string[] {
  if (!Array.isArray(actual) || actual.length !== pattern.length)
    return [differ(path, pattern, actual)];
  return pattern.flatMap((item, index) =>
    listDifferences(item, actual[index], `${path}[${index}]`),
  );
}

function differ(path: string, pattern: unknown, actual: unknown): string {
  const found = `expected ${describeValue(pattern, 60)}, received ${describeValue(actual, 60)}`;
  return path === "" ? found : `${path}: ${found}`;
}

/** Gives the bytes of a buffer or view, and undefined for everything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (!ArrayBuffer.isView(value)) return undefined;
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** Says whether both hold the same bytes. */
export function isSameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
}
