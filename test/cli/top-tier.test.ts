import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const tiers = new URL("../../analyzer/cli/top-tier.ts", import.meta.url).href;

/** A loop that gets hot; V8 tells what it compiles, and for which tier. */
const run = (before: string): string => {
  const program = `
    import { leaveOutTopTierFor } from ${JSON.stringify(tiers)};
    ${before}
    const hot = (rounds) => {
      let sum = 0;
      for (let at = 0; at < rounds; at++) sum = (sum + at) | 0;
      return sum;
    };
    for (let round = 0; round < 20_000; round++) hot(5_000);
  `;
  const options = ["--trace-opt", "--input-type=module", "--eval", program];
  return execFileSync(process.execPath, options, { encoding: "utf8" });
};

// Flags that are set while a program runs are looked at whenever a function gets hot (Node 24.21, V8 13.6).
describe("the top tier of V8", () => {
  it("is used by itself", () => {
    expect(run("")).toContain("target TURBOFAN");
  });

  it("is left out, and the middle one used", () => {
    const compiled = run("leaveOutTopTierFor(1_200);");

    expect(compiled).toContain("target MAGLEV");
    expect(compiled).not.toContain("target TURBOFAN");
  });

  it("is used for many files", () => {
    expect(run("leaveOutTopTierFor(11_000);")).toContain("target TURBOFAN");
  });
});
