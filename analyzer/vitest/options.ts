import { checkConfig } from "../config/check-config.ts";
import type { FootlightsConfig } from "../config/config.ts";
import { readConfig } from "../config/read-config.ts";

/**
 * What `footlights()` may be told: the same as footlights.config.ts, which it wins over key by key. `paths` are relative
 * to Vitest's root. With a `gate` here or there, the run fails (exit code 1) where a limit is broken.
 */
export type FootlightsOptions = FootlightsConfig;

/**
 * Checks what a configuration file passed, which no compiler may have seen.
 *
 * @throws AnalyzerError "config-malformed" or "usage"
 */
export function checkOptions(options: FootlightsOptions): void {
  checkConfig(options, "the options of footlights()");
}

/** The options with what they leave open to the configuration of the root; throws as `readConfig` does. */
export async function completeOptions(
  options: FootlightsOptions,
  root: string,
): Promise<FootlightsOptions> {
  const config = await readConfig(root);
  const paths = options.paths ?? config.paths;
  const hasGate = options.gate !== undefined || config.gate !== undefined;
  return {
    ...(paths !== undefined && { paths }),
    ...(hasGate && { gate: { ...config.gate, ...options.gate } }),
  };
}
