import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What can only be said once a run has left its coverage: `npm run proofs`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../../..", import.meta.url)),
    include: ["test/docs/after-coverage/*.test.ts"],
    testTimeout: 300_000,
  },
});
