import { readCoverage } from "../../coverage/read-coverage.ts";
import { AnalyzerError } from "../../errors.ts";
import type { Provider } from "../../findings.ts";
import { buildHintsDocument, renderHints } from "../../hints/hints-document.ts";
import { listHints } from "../../hints/list-hints.ts";
import { toJson } from "../../render/json.ts";
import { findSources, readSource } from "../../sources/index.ts";
import { commonFlags } from "../common-flags.ts";
import { DEFAULT_COVERAGE, namedCoverage } from "../coverage-of.ts";
import { exitCodes } from "../exit-code.ts";
import { writeDocument } from "../output.ts";
import { readPaths } from "../read-paths.ts";
import type { Arguments, Verb } from "../verb.ts";

export const hints: Verb = {
  name: "hints",
  summary: "list the ignore hints: those without a reason, and those without effect",
  flags: [
    {
      ...commonFlags.coverage,
      help: "coverage that says which provider counts (default coverage/coverage-final.json)",
    },
    commonFlags.json,
    commonFlags.output,
    commonFlags.help,
  ],
  otherwise: "the current folder",
  example: `$ footlights hints src
0 ignore hints, 0 without a reason, 0 without effect`,
  async run(args, terminal) {
    const { cwd } = terminal;
    const provider = await findProvider(args, cwd);
    const paths = await findSources({ cwd, patterns: await readPaths(args, cwd) });
    const found = paths.flatMap((path) => listHints(path, readSource(path, cwd), provider));
    const document = buildHintsDocument(found, provider);
    const text = args.has("json") ? toJson("hints", document) : renderHints(document);
    await writeDocument(text, args.value("output"), terminal);
    return exitCodes.clean;
  },
};

/** Hints can be listed without any run; only what they do depends on who counts. */
async function findProvider(args: Arguments, cwd: string): Promise<Provider> {
  const named = await namedCoverage(args, cwd);
  try {
    return (await readCoverage(named ?? [DEFAULT_COVERAGE], { cwd })).provider;
  } catch (error) {
    const isMissing = error instanceof AnalyzerError && error.code === "coverage-missing";
    if (isMissing && named === undefined) return "unknown";
    throw error;
  }
}
