import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { createInstrumenter } from "istanbul-lib-instrument";
import { ts } from "ts-morph";
import { analyze } from "../../../analyzer/analyze.ts";
import type { Profile } from "../../../analyzer/model.ts";
import type { Report } from "../../../analyzer/report/document.ts";

const VARIABLE = "__footlights_explain__";

/** What stands in for the platform: enough to make an actor and to store a value. */
const PLATFORM = {
  DurableObject: class {
    readonly ctx: unknown;
    constructor(ctx: unknown) {
      this.ctx = ctx;
    }
  },
};

export interface SourceRun {
  /** TypeScript; what it exports is at hand in `calls`. */
  readonly source: string;
  /** JavaScript that runs after it; `ctx` is a storage that holds nothing. */
  readonly calls: string;
  readonly profile?: Profile;
}

/** Runs a source under real Istanbul counters, as `a.ts`, and reports what it did not do. */
export async function reportSource({
  source,
  calls,
  profile = "full",
}: SourceRun): Promise<Report> {
  const cwd = await mkdtemp(join(tmpdir(), "footlights-explain-"));
  try {
    const path = join(cwd, "a.ts");
    const report = join(cwd, "coverage-final.json");
    await writeFile(path, source);
    await writeFile(report, JSON.stringify(await countRun(path, source, calls)));
    return await analyze({ cwd, paths: ["a.ts"], coverage: [report], profile, cache: false });
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** The missed outcomes of a run: `Room.handle/if(n > 0):else` to cause and action. */
export async function explainSource(
  run: SourceRun,
): Promise<Readonly<Record<string, readonly [cause: string, action: string]>>> {
  const { files } = await reportSource(run);
  return Object.fromEntries(
    files.flatMap(({ decisions }) =>
      decisions.flatMap(({ alias, outcomes }) =>
        outcomes.flatMap(({ label, explanation }) =>
          explanation
            ? [[`${alias}:${label}`, [explanation.cause, explanation.action]] as const]
            : [],
        ),
      ),
    ),
  );
}

async function countRun(path: string, source: string, calls: string): Promise<unknown> {
  const instrumenter = createInstrumenter({
    esModules: true,
    coverageVariable: VARIABLE,
    parserPlugins: ["typescript", "decorators"],
  });
  const { outputText } = ts.transpileModule(instrumenter.instrumentSync(source, path), {
    compilerOptions: { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.CommonJS },
  });
  Reflect.deleteProperty(globalThis, VARIABLE);
  const ctx = { storage: { get: () => Promise.resolve() }, getWebSockets: () => [] };
  const body = `return (async () => { ${outputText}\n with (exports) { ${calls} } })();`;
  // Not strict, so that the calls find what the source exports by its name.
  const run = compileFunction(body.replace('"use strict";', ""), ["exports", "require", "ctx"]);
  await run({}, () => PLATFORM, ctx);
  return Reflect.get(globalThis, VARIABLE);
}
