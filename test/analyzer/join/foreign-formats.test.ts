import { describe, expect, test } from "vitest";
import { ts } from "ts-morph";
import type { JoinedCoverage } from "../../../analyzer/join/join-coverage.ts";
import { countKnown, listContradictions } from "./compare-joined.ts";
import { runCompiledRaw, runRaw, runVitestLcov } from "./foreign-formats.ts";

const share = (joined: JoinedCoverage, truth: JoinedCoverage): number =>
  countKnown(joined) / countKnown(truth);

describe("formats other than Istanbul's JSON", { timeout: 120_000 }, async () => {
  const { json: truth, lcov } = await runVitestLcov("vitest.config.ts", "istanbul");

  test("LCOV of Vitest 5.0.5, provider istanbul, tells what stands alone in its line", () => {
    expect(lcov.stale).toEqual([]);
    expect(listContradictions(lcov, truth)).toEqual([]);
    expect(share(lcov, truth)).toBeGreaterThan(0.2);
  });

  test("LCOV of provider v8 contradicts nothing", async () => {
    const { lcov } = await runVitestLcov("vitest.config.ts", "v8");
    expect(lcov.stale).toEqual([]);
    expect(listContradictions(lcov, truth)).toEqual([]);
    expect(share(lcov, truth)).toBeGreaterThan(0.1);
  });

  test("LCOV of code for an older target contradicts nothing", async () => {
    const { lcov } = await runVitestLcov("lowered.config.ts", "istanbul");
    expect(lcov.stale).toEqual([]);
    expect(listContradictions(lcov, truth)).toEqual([]);
  });

  test("V8's raw coverage of what Node 24 runs as it is tells nearly all, LCOV of c8 12 nothing", async () => {
    const { raw, lcov } = await runRaw();
    expect(raw.stale).toEqual([]);
    expect(listContradictions(raw, truth)).toEqual([]);
    expect(share(raw, truth)).toBeGreaterThan(0.5);
    expect(listContradictions(lcov, truth)).toEqual([]);
  });

  test.each([
    ["today's target", { target: ts.ScriptTarget.ES2024 }, 0.7],
    ["a target without ?? and async", { target: ts.ScriptTarget.ES2015 }, 0.5],
  ])("V8's raw coverage of code compiled for %s contradicts nothing", async (_, options, least) => {
    const raw = await runCompiledRaw(options);
    expect(raw.stale).toEqual([]);
    expect(listContradictions(raw, truth)).toEqual([]);
    expect(share(raw, truth)).toBeGreaterThan(least);
  });
});
