import type { Finding } from "./check.ts";
import { checks } from "./checks/index.ts";
import { problemOf } from "./problem.ts";

/** What the command knows before anything is looked at. */
export interface ExamineOptions {
  readonly cwd: string;
  /** Reads the paths that the command or the configuration names. */
  readonly readPaths: () => Promise<readonly string[]>;
  readonly coverage: readonly string[];
}

/** What `doctor --json` prints. */
export interface Examination {
  readonly schemaVersion: 1;
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

/** Looks at everything that a report depends on, one after the other. */
export async function examine({ cwd, readPaths, coverage }: ExamineOptions): Promise<Examination> {
  const findings: Finding[] = [];
  const paths = await readPaths().catch((error: unknown) => {
    findings.push(problemOf("configuration", error));
    return [];
  });
  for (const check of checks) findings.push(...(await check.look({ cwd, paths, coverage })));
  return {
    schemaVersion: 1,
    healthy: findings.every(({ level }) => level !== "problem"),
    findings,
  };
}
