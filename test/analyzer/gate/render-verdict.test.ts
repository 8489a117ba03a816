import { expect, test } from "vitest";
import { checkGate } from "../../../analyzer/gate/check-gate.ts";
import type { GateLimits } from "../../../analyzer/gate/limits.ts";
import { renderVerdict } from "../../../analyzer/gate/render-verdict.ts";
import type { Report } from "../../../analyzer/report/document.ts";
import { sampleReport } from "./sample-report.ts";

const render = (report: Report, limits: GateLimits): string =>
  renderVerdict(checkGate(report, limits), report);

test("names each missed outcome with its actor, entry and message, then every rule", () => {
  const report = sampleReport({ "room.ts": ["covered", "missed", "unknown"] });
  expect(render(report, { minBranches: 100 })).toMatchInlineSnapshot(`
    "room.ts:3  Room.join — \`if (full)\` was never true                                       id-room.ts:1
       reached by   Room.webSocketMessage({ type: "join" })
       to cover     fill the room first

    Gate failed
      FAIL  min-branches  1 of 2 outcomes (50 %), expected at least 100 %
      pass  measured      1 of 1 files, expected every file with branches in the coverage
      not counted: 1 unknown
    "
  `);
});

test("says in a few lines that the gate passed, and what was not counted", () => {
  const report = sampleReport({ "room.ts": ["covered", "unknown", "ignored"] });
  expect(render(report, { minBranches: 100, maxUnknown: 3 })).toMatchInlineSnapshot(`
    "Gate passed
      pass  min-branches  1 of 1 outcomes (100 %), expected at least 100 %
      pass  max-unknown   1 unknown, expected at most 3 unknown
      pass  measured      1 of 1 files, expected every file with branches in the coverage
      not counted: 1 unknown, 1 ignored by hints
    "
  `);
});

test("does not let a file name write to the terminal", () => {
  const name = "src/\u001B[2Jroom.ts";
  const text = render(sampleReport({ [name]: ["unknown"] }, [name]), {});
  expect(text).not.toContain("\u001B");
  expect(text).toContain("src/\\u001b[2Jroom.ts");
});
