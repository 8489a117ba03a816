import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Tests start compilers and whole suites, or make 100,000 tasks, and the machine may be busy:
// only what hangs may end by time. What a test waits for has a deadline of its own.
const patient = { testTimeout: 300_000, hookTimeout: 300_000 };

/** A suite that runs inside workerd, against the Worker that its wrangler configuration names. */
const workerd = (name: string, folder: string, timeFactor = 1) => ({
  plugins: [
    cloudflareTest({
      verbose: false,
      wrangler: { configPath: `./${folder}/wrangler.jsonc` },
      // As in development: what is deployed lets nobody in without a token.
      miniflare: { bindings: { ANONYMOUS: "allowed" } },
    }),
  ],
  // Suites import the package as its users do; here it resolves to the source.
  resolve: { alias: { "footlights/harness": source("./harness/index.ts") } },
  test: {
    ...patient,
    provide: { scopeOptions: { timeFactor } },
    name,
    include: [`test/${name}/**/*.test.ts`],
    exclude: [`test/${name}/{node,measured}/**`],
  },
});

export default defineConfig({
  test: {
    // Vitest leaves one core to itself, which is half of a machine with two.
    maxWorkers: availableParallelism(),
    coverage: {
      provider: "istanbul",
      include: ["analyzer/**/*.ts", "harness/**/*.ts", "reference-actors/**/*.ts"],
      reporter: ["json"],
    },
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          ...patient,
          include: ["test/{analyzer,cli,oracle,docs,package,pages,harness/node}/**/*.test.ts"],
          // Run by `npm run proofs`, once there is coverage.
          exclude: ["test/docs/after-coverage/**"],
        },
      },
      workerd("harness", "test/harness"),
      // What they wait for is never the time itself, so on a busy machine it may take its time.
      workerd("reference-actors", "reference-actors", 10),
    ],
  },
});
