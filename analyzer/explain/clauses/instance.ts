import type { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { sayCode } from "../code.ts";
import { sayThrown } from "../thrown.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clause.ts";
import { mayBeBytes } from "./may-be-bytes.ts";

/** Something of each well-known class, as it is written. */
const EXAMPLES: Readonly<Record<string, string>> = {
  Array: "[]",
  ArrayBuffer: "new ArrayBuffer(1)",
  Blob: 'new Blob(["x"])',
  Date: "new Date(0)",
  Error: 'new Error("x")',
  Function: "() => {}",
  Headers: "new Headers()",
  Map: "new Map()",
  Object: "{}",
  Promise: "Promise.resolve()",
  RangeError: 'new RangeError("x")',
  RegExp: "/x/",
  Request: 'new Request("http://localhost")',
  Response: "new Response()",
  Set: "new Set()",
  SyntaxError: 'new SyntaxError("x")',
  TypeError: 'new TypeError("x")',
  URL: 'new URL("http://localhost")',
  Uint8Array: "new Uint8Array(1)",
};

/** `instanceof`: which call has to throw it, where it was caught; else something of that class, or of none. */
export function sayInstance(
  { left, right }: ts.BinaryExpression,
  wanted: boolean,
  site: ClauseSite,
): Clause {
  const subject = bare(left);
  const className = right.getText(site.source);
  const thrown = sayThrown(subject, { className, wanted, site });
  if (thrown) return thrown;
  const isFrame = mayBeBytes(subject, site.source);
  const text = `${sayCode(left.getText(site.source))} is ${wanted ? "an" : "no"} instance of ${sayCode(className)}`;
  // A socket gives texts and buffers, nothing else.
  if (isFrame) return clauseOf(`${text}${wanted ? ", e.g. an ArrayBuffer" : ', e.g. "x"'}`);
  const known = Object.hasOwn(EXAMPLES, className) ? EXAMPLES[className] : undefined;
  if (!wanted) return clauseOf(`${text}, e.g. "x"`, subject, '"x"');
  if (known !== undefined) return clauseOf(`${text}, e.g. ${known}`, subject, known);
  return clauseOf(`${text}, e.g. ${sayCode(`new ${className}(…)`)}`);
}
