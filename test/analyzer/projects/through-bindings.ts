import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The lines with which tests import more than types of the source: none where actors are reached through bindings only. */
export function listValueImports(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => /from "\.\.\/src\//.test(line) && !line.startsWith("import type "));
}

interface Entry {
  readonly fnMap: Readonly<
    Record<string, { readonly decl: { readonly start: { readonly line: number } } }>
  >;
  readonly f: Readonly<Record<string, number>>;
}

/** The names of the methods and functions that ran, by Istanbul's counters: it numbers methods, the source names them. */
export function listFunctionsThatRan(report: string): ReadonlySet<string | undefined> {
  const entries: Readonly<Record<string, Entry>> = JSON.parse(readFileSync(report, "utf8"));
  return new Set(
    Object.entries(entries).flatMap(([path, { fnMap, f }]) => {
      const lines = readFileSync(path, "utf8").split("\n");
      return Object.entries(fnMap).flatMap(([id, { decl }]) => {
        const [, name] = /([#\w]+)\s*\(/.exec(lines[decl.start.line - 1] ?? "") ?? [];
        return (f[id] ?? 0) > 0 && name !== undefined ? [name] : [];
      });
    }),
  );
}
