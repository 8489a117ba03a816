import { defineConfig } from "vitest/config";

/** Installs projects with other versions of Vitest and runs suites in them: `npm run compat`. */
export default defineConfig({
  test: {
    include: ["test/compat/**/*.test.ts"],
    // An installation may have to be downloaded first.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["verbose"],
  },
});
