import { Ajv2020 } from "ajv/dist/2020.js";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "vitest";

// As a user finds them: by the name of the package.
const folder = dirname(createRequire(import.meta.url).resolve("footlights/schemas/common.json"));
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  strictTuples: false,
});
for (const name of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(join(folder, name), "utf8")));

/** Parses a document after holding it against the schema that it names itself; gives the schema's name and the document. */
export function readDocument(text: string): readonly [schema: string, document: unknown] {
  const document: { readonly $schema: string } = JSON.parse(text);
  const validate = ajv.getSchema(document.$schema);
  expect(validate, `no schema ${document.$schema}`).toBeDefined();
  void validate?.(document);
  expect(validate?.errors ?? []).toEqual([]);
  return [document.$schema.replace(/^footlights\/schemas\/(.*)\.json$/, "$1"), document];
}
