import { checkConfig } from "../config/check-config.ts";
import { unknownKey } from "../config/config-error.ts";
import type { FootlightsConfig } from "../config/config.ts";
import { readConfig } from "../config/read-config.ts";

/**
 * What `footlights()` may be told: the same as footlights.config.ts, which it wins over key by key; but for `coverage`,
 * which is Vitest's own here. `paths` are relative to Vitest's root. With a `gate` here or there, the run fails (exit
 * code 1) where a limit is broken.
 */
export type FootlightsOptions = Omit<FootlightsConfig, "coverage">;

/**
 * Checks what a configuration file passed, which no compiler may have seen.
 *
 * @throws AnalyzerError "config-malformed" or "usage"
 */
export function checkOptions(options: FootlightsOptions): void {
  const where = "the options of footlights()";
  checkConfig(options, where);
  if ("coverage" in options)
    throw unknownKey(where, "coverage", ["paths", "profile", "tests", "gate"]);
}

/** The options with what they leave open to the configuration of the root; throws as `readConfig` does. */
export async function completeOptions(
  options: FootlightsOptions,
  root: string,
): Promise<FootlightsOptions> {
  const config = await readConfig(root);
  const paths = options.paths ?? config.paths;
  const profile = options.profile ?? config.profile;
  const tests = options.tests ?? config.tests;
  const hasGate = options.gate !== undefined || config.gate !== undefined;
  return {
    ...(paths !== undefined && { paths }),
    ...(profile !== undefined && { profile }),
    ...(tests !== undefined && { tests }),
    ...(hasGate && { gate: { ...config.gate, ...options.gate } }),
  };
}
