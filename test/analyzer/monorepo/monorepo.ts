import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { emptyProject, istanbulCoverage, type Project } from "../../cli/room-project.ts";

const counter = (name: string, base: string): string => `import { Base } from "${base}";
import { limitOf } from "@x/limits";

export class Counter extends Base {
  increment(by: number): string {
    if (by > limitOf("${name}")) return "too much";
    return "fine";
  }
}
`;

const files: Readonly<Record<string, string>> = {
  "package.json": '{ "private": true, "workspaces": ["packages/*"] }',
  "tsconfig.json":
    '{ "files": [], "references": [{ "path": "packages/a" }, { "path": "packages/b" }] }',
  "packages/a/package.json": '{ "name": "@x/a", "type": "module" }',
  "packages/a/tsconfig.json":
    '{ "compilerOptions": { "composite": true, "strict": true }, "include": ["src"] }',
  "packages/a/wrangler.jsonc":
    '{ "main": "src/counter.ts", "durable_objects": { "bindings": [{ "name": "A_COUNTER", "class_name": "Counter" }] } }',
  "packages/a/src/counter.ts": counter("a", "@x/base"),
  "packages/a/src/sizes.ts": `export type Size = "thin" | "wide";
export function widthOf(size: Size): number {
  switch (size) {
    case "thin":
      return 1;
    case "wide":
      return 9;
  }
}
`,
  "packages/b/package.json": '{ "name": "@x/b", "type": "module" }',
  "packages/b/tsconfig.json":
    '{ "compilerOptions": { "composite": true, "strict": true, "baseUrl": ".", "paths": { "#kinds": ["./kinds/index.ts"] } }, "references": [{ "path": "../a" }] }',
  "packages/b/wrangler.toml":
    'main = "src/counter.ts"\n[[durable_objects.bindings]]\nname = "B_COUNTER"\nclass_name = "Counter"\n',
  "packages/b/src/counter.ts": counter("b", "@x/base"),
  "packages/b/src/kinds.ts": `import type { Kind } from "#kinds";
export function sizeOf(kind: Kind): number {
  switch (kind) {
    case "small":
      return 1;
    case "large":
      return 9;
  }
}
`,
  "packages/b/kinds/index.ts": 'export type Kind = "small" | "large";\n',
  "packages/base/package.json":
    '{ "name": "@x/base", "type": "module", "exports": "./src/base.ts" }',
  "packages/base/src/base.ts": `import { DurableObject } from "cloudflare:workers";

export abstract class Base extends DurableObject {
  alarm(): string {
    return this.ctx.id.name === "night" ? "asleep" : "awake";
  }
}
`,
  "packages/limits/package.json":
    '{ "name": "@x/limits", "type": "module", "exports": "./src/limits.ts" }',
  "packages/limits/src/limits.ts": `export function limitOf(name: string): number {
  return name === "a" ? 10 : 20;
}
`,
};

export const sources: readonly string[] = Object.keys(files).filter((path) =>
  path.includes("/src/"),
);

/** Four packages of one repository, two of them Workers with a class of the same name, linked as npm and pnpm link them. */
export function createMonorepo(): Project {
  const project = emptyProject();
  for (const [path, text] of Object.entries(files)) project.write(path, text);
  for (const name of ["base", "limits"]) {
    const link = join(project.cwd, "node_modules/@x", name);
    project.write(join("node_modules/@x", ".keep"), "");
    symlinkSync(join("../../packages", name), link, "junction");
  }
  return project;
}

/** Coverage of a run in which nothing was called; `nameOf` says how the report names a file. */
export function measure(
  { cwd, write }: Project,
  nameOf: (path: string) => string = (path) => join(cwd, path),
  at: string = "coverage/coverage-final.json",
): string {
  const entries = sources.map((path) => {
    const text = files[path] ?? "";
    return [nameOf(path), { ...istanbulCoverage(nameOf(path), text), path: nameOf(path) }];
  });
  write(at, JSON.stringify(Object.fromEntries(entries)));
  return dirname(at);
}
