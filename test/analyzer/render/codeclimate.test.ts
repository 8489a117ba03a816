import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { hostile, hostileReport } from "./hostile.ts";
import { renderAs } from "./render-as.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf } from "./report-of.ts";

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const text = { type: "string", minLength: 1 };

/** What GitLab asks of a report (docs.gitlab.com/ci/testing/code_quality) and Code Climate's SPEC.md of an issue. */
const isReport = new Ajv({ allErrors: true }).compile<readonly Issue[]>({
  type: "array",
  items: {
    type: "object",
    required: [
      "type",
      "check_name",
      "description",
      "categories",
      "severity",
      "fingerprint",
      "location",
    ],
    properties: {
      type: { const: "issue" },
      check_name: text,
      description: text,
      fingerprint: text,
      categories: {
        type: "array",
        minItems: 1,
        items: {
          enum: [
            "Bug Risk",
            "Clarity",
            "Compatibility",
            "Complexity",
            "Duplication",
            "Performance",
            "Security",
            "Style",
          ],
        },
      },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", pattern: "^(?!\\./|/)" },
          lines: {
            type: "object",
            required: ["begin", "end"],
            properties: { begin: { type: "integer", minimum: 1 }, end: { type: "integer" } },
          },
        },
      },
    },
  },
});

function readIssues(report: Parameters<typeof renderAs>[1]): readonly Issue[] {
  const issues: unknown = JSON.parse(renderAs("codeclimate", report));
  if (isReport(issues)) return issues;
  throw new TypeError(`no Code Climate report: ${JSON.stringify(isReport.errors)}`);
}

const file = fileOf("src/room.ts", [
  decisionOf(
    ["Room.f", 5, "n"],
    [missedOf("b:then", ["never true", "send 1"]), outcomeOf("b:else")],
  ),
]);

test("each missed outcome is an issue on the line of its decision", () => {
  const issues = readIssues(reportOf([file]));
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatchObject({
    check_name: "footlights/if",
    description: "never true. To cover: send 1",
    fingerprint: "b:then",
    location: { path: "src/room.ts", lines: { begin: 5 } },
  });
});

test("equal code of several files has fingerprints of its own, for GitLab shows each once", () => {
  const report = reportOf(["a.ts", "b.ts", "c.ts"].map((path) => ({ ...file, path })));
  expect(readIssues(report).map(({ fingerprint }) => fingerprint)).toEqual([
    "b:then",
    "b:then~2",
    "b:then~3",
  ]);
});

test("a report without gaps is an empty list", () => {
  expect(readIssues(reportOf([]))).toEqual([]);
});

test("hostile files keep their names, and hostile words show no control character", () => {
  const issues = readIssues(hostileReport());
  expect(issues.map(({ location }) => location.path)).toEqual(
    hostile.map((name) => `src/${name.toWellFormed()}`),
  );
  for (const { description } of issues) expect(description).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});
