import { expect, test } from "vitest";
import { listRoutes } from "./project.ts";

const actor = (specifier: string): string => `import { DurableObject } from "cloudflare:workers";
import { check } from "${specifier}";
export class Room extends DurableObject {
  join() { check(); }
}
`;
const CHECK = "export function check() { /*@here*/ }\n";
const build = (exports: unknown): string => JSON.stringify({ name: "@x/rules", exports });

test.each<readonly [string, string, Readonly<Record<string, string>>]>([
  [
    "a package of the workspace",
    "@x/rules",
    {
      "packages/rules/package.json": build("./src/index.ts"),
      "packages/rules/src/index.ts": CHECK,
    },
  ],
  [
    "one whose exports name what is built",
    "@x/rules",
    {
      "packages/rules/package.json": build({
        ".": { types: "./dist/index.d.ts", import: "./dist/index.js" },
      }),
      "packages/rules/src/index.ts": CHECK,
    },
  ],
  [
    "one without exports",
    "@x/rules",
    {
      "packages/rules/package.json": '{ "name": "@x/rules", "main": "lib/main.js" }',
      "packages/rules/src/main.ts": CHECK,
    },
  ],
  [
    "one that says nothing at all",
    "rules",
    { "rules/package.json": '{ "name": "rules" }', "rules/index.ts": CHECK },
  ],
  [
    "a subpath",
    "@x/rules/join",
    {
      "packages/rules/package.json": build({ "./join": "./dist/join.js" }),
      "packages/rules/src/join.ts": CHECK,
    },
  ],
  [
    "a pattern of subpaths",
    "@x/rules/join",
    {
      "packages/rules/package.json": build({ "./*": { default: "./dist/*.js" } }),
      "packages/rules/src/join.ts": CHECK,
    },
  ],
  [
    "a path alias",
    "@/rules/join",
    {
      "tsconfig.json": '{ // comments\n "compilerOptions": { "paths": { "@/*": ["./src/*"] }, }, }',
      "src/rules/join.ts": CHECK,
    },
  ],
  [
    "an alias below a base",
    "~rules",
    {
      "tsconfig.json":
        '{ "compilerOptions": { "baseUrl": "src", "paths": { "~rules": ["rules/index"] } } }',
      "src/rules/index.ts": CHECK,
    },
  ],
  [
    "an alias of a configuration that is extended",
    "@/join",
    {
      "app/tsconfig.json": '{ "extends": ["../base.json"] }',
      "base.json": '{ "compilerOptions": { "paths": { "@/*": ["./shared/*"] } } }',
      "shared/join.ts": CHECK,
    },
  ],
  [
    "an import of the package's own",
    "#rules",
    { "app/package.json": '{ "imports": { "#rules": "./rules.js" } }', "app/rules.ts": CHECK },
  ],
])("an actor reaches code through %s", (_, specifier, files) => {
  expect(listRoutes({ "app/room.ts": actor(specifier), ...files })).toEqual({
    here: ["Room.join()"],
  });
});

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ["a package that is not of the workspace", {}],
  ["a broken package.json", { "rules/package.json": '{ "name": "@x/rules', "rules/index.js": "" }],
  ["exports that lead outside", { "rules/package.json": build("../../../secret.ts") }],
  [
    "configurations that extend each other",
    { "tsconfig.json": '{ "extends": "./tsconfig.json" }' },
  ],
])("%s is a library like any other", (_, files) => {
  expect(
    listRoutes({ "app/room.ts": actor("@x/rules"), "rules/other.ts": CHECK, ...files }),
  ).toEqual({
    here: [],
  });
});
