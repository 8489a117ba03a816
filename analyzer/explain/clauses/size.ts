import { ts } from "ts-morph";

/** What a length is the length of; undefined for anything else. */
export function sizeOf(value: ts.Expression): ts.Expression | undefined {
  return ts.isPropertyAccessExpression(value) &&
    /^(?:length|size|byteLength)$/.test(value.name.text)
    ? value.expression
    : undefined;
}
