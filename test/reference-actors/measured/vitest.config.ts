import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** What measures the machine, not run with the suite: by `npm run bench:actors`. */
export default defineConfig({
  plugins: [
    cloudflareTest({
      verbose: false,
      wrangler: { configPath: path("../../../reference-actors/wrangler.jsonc") },
    }),
  ],
  resolve: { alias: { "footlights/harness": path("../../../harness/index.ts") } },
  test: {
    include: ["test/reference-actors/measured/*.test.ts"],
    globalSetup: path("../../bench/cpu-meter.ts"),
    testTimeout: 600_000,
    fileParallelism: false,
  },
});
