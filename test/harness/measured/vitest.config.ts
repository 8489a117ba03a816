import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** With these, tests can ask for the size of the heap; nothing else changes (workerd 1.20261102.1). */
const INSPECTOR = ["enable_nodejs_inspector_module", "enable_nodejs_inspector_local_dev"];

/**
 * What takes long or measures the machine, not run with the suites: by `npm run bench:harness`, and, in the mode
 * `flake`, by `npm run flake`.
 */
export default defineConfig(({ mode }) => ({
  plugins: [
    cloudflareTest({
      verbose: false,
      wrangler: { configPath: path("../wrangler.jsonc") },
      miniflare: { compatibilityFlags: INSPECTOR },
    }),
  ],
  resolve: { alias: { "footlights/harness": path("../../../harness/index.ts") } },
  test: {
    include: [`test/harness/measured/${mode === "flake" ? "flake/" : ""}*.test.ts`],
    // As in the suites: what is waited for has a deadline of its own, so that only what hangs ends by time. Sixty tests
    // side by side take their time on a machine that is busy with something else.
    testTimeout: 60_000,
    globalSetup: path("../../bench/cpu-meter.ts"),
    provide: { repetitions: Number(process.env["REPETITIONS"] ?? 1) },
  },
}));
