import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { istanbulCoverage } from "../cli/room-project.ts";

/** The folder that all paths here are relative to. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** One way out of a decision of the reference actors. */
export interface ReportedOutcome {
  /** The decision's alias, and the label. */
  readonly name: string;
  readonly status: string;
}

export interface ReportedFile {
  /** Below `reference-actors/`. */
  readonly path: string;
  readonly outcomes: readonly ReportedOutcome[];
}

export interface ReferenceReport {
  readonly files: readonly ReportedFile[];
  readonly tests: { readonly declared: number; readonly lines: number; readonly codeLines: number };
}

interface Document {
  readonly files: readonly {
    readonly path: string;
    readonly decisions: readonly {
      readonly alias: string;
      readonly outcomes: readonly { readonly label: string; readonly status: string }[];
    }[];
  }[];
  readonly tests: ReferenceReport["tests"];
}

/** What `footlights report` says of the reference actors with that coverage. */
export function readReport(coverage: string): ReferenceReport {
  const command = [
    "analyzer/cli/main.ts",
    "report",
    "--json",
    "--no-cache",
    "--coverage",
    coverage,
  ];
  const options = { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, command, options);
  if (status !== 0) throw new Error(`Could not report the reference actors: ${stderr}`);
  const { files, tests }: Document = JSON.parse(stdout);
  return {
    tests,
    files: files.map(({ path, decisions }) => ({
      path: path.slice("reference-actors/".length),
      outcomes: decisions.flatMap(({ alias, outcomes }) =>
        outcomes.map(({ label, status }) => ({ name: `${alias}:${label}`, status })),
      ),
    })),
  };
}

/** The same where nothing ran: every outcome of the source, and which of them types rule out. */
export function readEmptyReport(): ReferenceReport {
  const folder = mkdtempSync(join(tmpdir(), "footlights-empty-"));
  try {
    const sources = readdirSync(join(root, "reference-actors"), {
      recursive: true,
      encoding: "utf8",
    }).filter((name) => name.endsWith(".ts"));
    const coverage = sources.map((name) => {
      const path = join(root, "reference-actors", name);
      return [path, istanbulCoverage(path, readFileSync(path, "utf8"))] as const;
    });
    const file = join(folder, "coverage-final.json");
    writeFileSync(file, JSON.stringify(Object.fromEntries(coverage)));
    return readReport(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
