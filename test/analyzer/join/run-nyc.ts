import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInstrumenter } from "istanbul-lib-instrument";
import { ts } from "ts-morph";
import type { JoinedCoverage } from "../../../analyzer/join/join-coverage.ts";
import { runNode } from "../projects/run-process.ts";
import { createTemporary, folder, joinReport } from "./constructs.ts";

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  jsx: ts.JsxEmit.React,
  experimentalDecorators: true,
  rewriteRelativeImportExtensions: true,
  sourceMap: true,
};

const main = `
import { readdir, writeFile } from "node:fs/promises";
for (const name of await readdir(new URL("drive/", import.meta.url))) {
  const { drive } = await import(new URL("drive/" + name, import.meta.url).href);
  await drive();
}
await writeFile(new URL("report/out.json", import.meta.url), JSON.stringify(globalThis.__coverage__));
`;

/**
 * Compiles the constructs with TypeScript and instruments the result, as nyc does; the joined report,
 * whose entries still carry their source maps.
 */
export async function runNyc(): Promise<JoinedCoverage> {
  await using output = await createTemporary();
  for (const name of ["src", "drive", "report"]) await mkdir(join(output.path, name));
  await writeFile(join(output.path, "package.json"), '{ "type": "module" }');
  await writeFile(join(output.path, "main.js"), main);
  for (const name of await readdir(join(folder, "src"))) await compile("src", name, output.path);
  for (const name of await readdir(join(folder, "drive")))
    await compile("drive", name, output.path);
  const { status, stderr } = await runNode(join(output.path, "main.js"), [], {
    folder: output.path,
  });
  if (status !== 0) throw new Error(`the compiled constructs ended with ${status}\n${stderr}`);
  return await joinReport(join(output.path, "report"));
}

async function compile(part: "src" | "drive", name: string, output: string): Promise<void> {
  const source = join(folder, part, name);
  const text = await readFile(source, "utf8");
  const compiled = ts.transpileModule(text, { fileName: source, compilerOptions });
  const target = join(output, part, name.replace(/\.tsx?$/, ".js"));
  await writeFile(
    target,
    part === "src" ? instrument(compiled, source, target) : compiled.outputText,
  );
}

function instrument(compiled: ts.TranspileOutput, source: string, target: string): string {
  const map: unknown = JSON.parse(compiled.sourceMapText ?? "{}");
  const instrumenter = createInstrumenter({ esModules: true });
  return instrumenter.instrumentSync(compiled.outputText, target, {
    ...(typeof map === "object" ? map : {}),
    sources: [source],
  });
}
