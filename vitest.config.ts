import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A suite that runs inside workerd, against the Worker that its wrangler configuration names. */
const workerd = (name: string, folder: string) => ({
  plugins: [
    cloudflareTest({ verbose: false, wrangler: { configPath: `./${folder}/wrangler.jsonc` } }),
  ],
  // Suites import the package as its users do; here it resolves to the source.
  resolve: { alias: { "footlights/harness": source("./harness/index.ts") } },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    exclude: [`test/${name}/{node,measured}/**`],
  },
});

export default defineConfig({
  test: {
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
          // Many tests start compilers, suites and commands; only what hangs may end by time.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          include: ["test/{analyzer,cli,oracle,docs,package,harness/node}/**/*.test.ts"],
        },
      },
      workerd("harness", "test/harness"),
      workerd("reference-actors", "reference-actors"),
    ],
  },
});
