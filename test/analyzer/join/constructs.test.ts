import { describe, expect, test } from "vitest";
import type { JoinedCoverage } from "../../../analyzer/join/join-coverage.ts";
import type { JoinedFile } from "../../../analyzer/findings.ts";
import { countKnown, listContradictions, listLost } from "./compare-joined.ts";
import { runC8, runVitest } from "./constructs.ts";
import { runNyc } from "./run-nyc.ts";
import { sayFindings } from "./say-findings.ts";

/** Checked by hand against what each driver does; written by real runs. */
const expectedFile = ({ inventory }: JoinedFile): string =>
  `../../../fixtures/coverage/constructs/expected/${inventory.path.replace(/^src\//, "")}.txt`;

const names = (joined: JoinedCoverage): readonly string[] =>
  joined.files.flatMap(({ measured, inventory }) => (measured ? [inventory.path] : []));

function expectExplained({ files, stale }: JoinedCoverage): void {
  expect(stale).toEqual([]);
  expect(files.flatMap(({ unjoined }) => unjoined)).toEqual([]);
  expect(files.flatMap(({ unmatched }) => unmatched.map(({ reason }) => reason))).not.toContain(
    "not-in-source",
  );
}

describe("vitest 5.0.5", { timeout: 120_000 }, async () => {
  const truth = await runVitest("vitest.config.ts", "istanbul");

  test("joins every branch of every construct, provider istanbul", () => {
    expectExplained(truth);
    expect(names(truth)).toHaveLength(truth.files.length);
  });

  test.each(truth.files)("knows what ran in $inventory.path", async (file) => {
    await expect(sayFindings(file)).toMatchFileSnapshot(expectedFile(file));
  });

  test("says the same inside workerd", async () => {
    const joined = await runVitest("workerd.config.ts", "istanbul");
    expectExplained(joined);
    expect(joined.files.map(sayFindings)).toEqual(truth.files.map(sayFindings));
  });

  test.each(["vitest.config.ts", "workerd.config.ts"] as const)(
    "is never contradicted by provider v8, %s",
    async (config) => {
      const joined = await runVitest(config, "v8");
      expectExplained(joined);
      expect(listContradictions(joined, truth)).toEqual([]);
      expect(countKnown(joined) / countKnown(truth)).toBeGreaterThan(0.8);
    },
  );

  test.each(["istanbul", "v8"] as const)(
    "is never contradicted by code for an older target, provider %s",
    async (provider) => {
      const joined = await runVitest("lowered.config.ts", provider);
      expect(joined.stale).toEqual([]);
      const reasons = joined.files.flatMap((file) => file.unmatched.map(({ reason }) => reason));
      expect(reasons).toContain("lowered-syntax");
      expect(reasons).not.toContain("not-in-source");
      expect(listContradictions(joined, truth)).toEqual([]);
    },
  );

  test("is never contradicted by c8", async () => {
    const joined = await runC8();
    expectExplained(joined);
    expect(names(joined).length).toBe(15);
    expect(listContradictions(joined, truth)).toEqual([]);
  });

  test("says the same as nyc on code that tsc compiled", async () => {
    const joined = await runNyc();
    expectExplained(joined);
    expect(listContradictions(joined, truth)).toEqual([]);
    expect(listLost(truth, joined)).toEqual([]);
  });
});
