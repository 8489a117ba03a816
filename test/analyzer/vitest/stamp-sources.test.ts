import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { footlights } from "../../cli/footlights.ts";
import { ROOM, suite } from "./suite.ts";

// Each test runs Vitest.
vi.setConfig({ testTimeout: 120_000 });

describe("what ran", () => {
  test.each(["istanbul", "v8"])(
    "is noted, so that no change of it goes unseen (%s)",
    (provider) => {
      const { cwd, run } = suite("{ plugins: [footlights()] }");
      expect(run("--coverage", `--coverage.provider=${provider}`).status).toBe(0);
      const report = readFileSync(join(cwd, "coverage/coverage-final.json"), "utf8");
      expect(Object.values(JSON.parse(report))).toMatchObject([
        { footlights: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      ]);
      const room = join(cwd, "src/room.ts");
      writeFileSync(room, ROOM.replaceAll("\n", "\r\n"));
      expect(footlights(["report"], { cwd }).status).toBe(0);
      // Nothing of the layout tells.
      writeFileSync(room, ROOM.replace("count > 3", "count < 3"));
      expect(footlights(["gate"], { cwd })).toEqual({
        status: 3,
        stdout: "",
        stderr:
          'Could not trust the coverage: in "src/room.ts" its text has changed, expected the text that was measured. Run the tests again with coverage, then pass the new report.\n',
      });
    },
  );
});
