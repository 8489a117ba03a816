import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** What takes long or measures the machine: run by `npm run bench:harness`, not with the suites. */
export default defineConfig({
  plugins: [
    cloudflareTest({ verbose: false, wrangler: { configPath: path("../wrangler.jsonc") } }),
  ],
  resolve: { alias: { "footlights/harness": path("../../../harness/index.ts") } },
  test: { include: ["test/harness/measured/**/*.test.ts"] },
});
