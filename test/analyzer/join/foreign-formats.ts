import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ts } from "ts-morph";
import type { JoinedCoverage } from "../../../analyzer/join/join-coverage.ts";
import { runNode } from "../projects/run-process.ts";
import { createTemporary, folder, joinReport } from "./constructs.ts";

const modules = fileURLToPath(new URL("../../../node_modules/", import.meta.url));

/** Runs the suite under Vitest; what its Istanbul JSON says, and what its LCOV says. */
export async function runVitestLcov(
  config: "vitest.config.ts" | "lowered.config.ts",
  provider: "istanbul" | "v8",
): Promise<{ readonly json: JoinedCoverage; readonly lcov: JoinedCoverage }> {
  await using reports = await createTemporary();
  await run(join(modules, "vitest/vitest.mjs"), [
    "run",
    "--root=.",
    `--config=${config}`,
    "--coverage.enabled",
    `--coverage.provider=${provider}`,
    `--coverage.reportsDirectory=${reports.path}`,
    "--coverage.reporter=json",
    "--coverage.reporter=lcovonly",
  ]);
  return {
    json: await joinReport(join(reports.path, "coverage-final.json")),
    lcov: await joinReport(join(reports.path, "lcov.info")),
  };
}

/** Runs what Node can run as it is, under c8; what V8's raw coverage says, and what c8's LCOV says. */
export async function runRaw(): Promise<{
  readonly raw: JoinedCoverage;
  readonly lcov: JoinedCoverage;
}> {
  await using reports = await createTemporary();
  const raw = join(reports.path, "raw");
  await run(join(modules, "c8/bin/c8.js"), [
    "--reporter=lcovonly",
    `--reports-dir=${reports.path}`,
    `--temp-directory=${raw}`,
    process.execPath,
    "erasable.ts",
  ]);
  return { raw: await joinReport(raw), lcov: await joinReport(reports.path) };
}

const main = `
import { readdir } from "node:fs/promises";
for (const name of (await readdir(new URL("drive/", import.meta.url))).filter((n) => n.endsWith(".js"))) {
  const { drive } = await import(new URL("drive/" + name, import.meta.url).href);
  await drive();
}
`;

/** Compiles the constructs with TypeScript and runs them; what V8's raw coverage says by their source maps. */
export async function runCompiledRaw(options: ts.CompilerOptions): Promise<JoinedCoverage> {
  await using output = await createTemporary();
  await writeFile(join(output.path, "package.json"), '{ "type": "module" }');
  await writeFile(join(output.path, "main.js"), main);
  for (const part of ["src", "drive"]) {
    await mkdir(join(output.path, part));
    for (const name of await readdir(join(folder, part))) await compile(part, name, output.path);
  }
  const { path } = output;
  await run(join(path, "main.js"), [], { NODE_V8_COVERAGE: join(path, "raw") });
  return await joinReport(join(path, "raw"));

  async function compile(part: string, name: string, target: string): Promise<void> {
    const source = join(folder, part, name);
    const { outputText } = ts.transpileModule(await readFile(source, "utf8"), {
      fileName: pathToFileURL(source).href,
      compilerOptions: {
        target: ts.ScriptTarget.ES2024,
        module: ts.ModuleKind.ESNext,
        jsx: ts.JsxEmit.React,
        experimentalDecorators: true,
        rewriteRelativeImportExtensions: true,
        inlineSourceMap: true,
        ...options,
      },
    });
    await writeFile(
      join(target, part, name.replace(/\.tsx?$/, ".js")),
      withWholeNames(outputText, source),
    );
  }
}

/** The compiler names a source by its last part: the compiled code stands elsewhere. */
function withWholeNames(code: string, source: string): string {
  return code.replace(/(?<=base64,).*/, (encoded) => {
    const map: object = JSON.parse(Buffer.from(encoded, "base64").toString());
    const whole = { ...map, sources: [pathToFileURL(source).href] };
    return Buffer.from(JSON.stringify(whole)).toString("base64");
  });
}

async function run(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { status, stdout, stderr } = await runNode(script, args, { folder, environment });
  if (status !== 0) throw new Error(`${script} ended with ${status}\n${stdout}\n${stderr}`);
}
