import type { GateLimits } from "../gate/limits.ts";
import type { Profile } from "../model.ts";

/** What a gate asks for, and what it compares with. */
export interface GateConfig extends GateLimits {
  /** Short for `minBranches: 100`, as in Vitest's thresholds. */
  readonly 100?: boolean;
  /** Git ref whose merge base with HEAD the patch gate compares with: `origin/main`. Default: no patch gate. */
  readonly base?: string;
  /** File of the reviewed gaps; false for none. Default: footlights.baseline.jsonl where it exists. */
  readonly baseline?: string | false;
}

/** What a project says about itself: in footlights.config.ts, or under `"footlights"` of package.json. Flags win over it. */
export interface FootlightsConfig {
  /**
   * Paths or globs of the source, relative to the configuration. What has `!` in front is left out, also where a command
   * is given other paths. Default: what each command says.
   */
  readonly paths?: readonly string[];
  /** Coverage reports, or folders of them, relative to the configuration. Default: coverage/coverage-final.json. */
  readonly coverage?: readonly string[];
  /** What is listed: `full` (default), every place where control splits, or `istanbul`, what Istanbul counts. */
  readonly profile?: Profile;
  /**
   * Folders, files or globs of the tests of that source, and of what helps them: `["test"]`. `footlights report` and the
   * Vitest plugin say then how many tests there are, and how many lines of them for each line of the source. Default:
   * they say neither.
   */
  readonly tests?: readonly string[];
  /** What `footlights gate` and the Vitest plugin hold the report against. */
  readonly gate?: GateConfig;
}

/** Gives a configuration its type; returns it as it is. */
export function defineConfig(config: FootlightsConfig): FootlightsConfig {
  return config;
}
