import { expect, test } from "vitest";
import { hostile, hostileReport } from "./hostile.ts";
import { readSarif, type SarifResult } from "./read-sarif.ts";
import { renderAs } from "./render-as.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf } from "./report-of.ts";

const room = fileOf("src/room.ts", [
  decisionOf(
    ["Room.handle", 7, "count > 0"],
    [missedOf("a:then", ["`if` was never true", "send 1"]), outcomeOf("a:else")],
  ),
  decisionOf(
    ["Room.handle", 9, "type"],
    [
      missedOf('b:case "x"', ["never x", ""]),
      missedOf('b:case "y" fall-through', ["never y", ""]),
      outcomeOf("b:default", { status: "unknown", hits: null, reason: "provider" }),
    ],
  ),
]);

const resultsOf = (report: Parameters<typeof renderAs>[1]): readonly SarifResult[] =>
  readSarif(renderAs("sarif", report)).runs[0]?.results ?? [];

test("a log has a result for each missed outcome, where its decision starts", () => {
  const [first, ...others] = resultsOf(reportOf([room]));
  expect(others).toHaveLength(2);
  expect(first).toMatchObject({
    ruleId: "if/then",
    message: { text: "`if` was never true. To cover: send 1" },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "src/room.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 7, startColumn: 3 },
        },
      },
    ],
  });
});

test("columns count UTF-16 units from 1", () => {
  expect(readSarif(renderAs("sarif", reportOf([room]))).runs[0]?.columnKind).toBe("utf16CodeUnits");
});

test("rules name sorts of outcomes and nothing of the source, and results point to them", () => {
  const [run] = readSarif(renderAs("sarif", reportOf([room]))).runs;
  const rules = run?.tool.driver.rules.map(({ id }) => id) ?? [];
  expect(rules).toEqual(["if/case", "if/case-fall-through", "if/then"]);
  expect(run?.results.map(({ ruleIndex }) => rules[ruleIndex])).toEqual(
    run?.results.map(({ ruleId }) => ruleId),
  );
});

test("the fingerprint is the outcome's id, and tells equal code of two files apart", () => {
  const copy = { ...room, path: "src/copy.ts" };
  const ids = resultsOf(reportOf([copy, room])).map(
    ({ partialFingerprints }) => partialFingerprints,
  );
  expect(ids[0]).toEqual({ "footlightsOutcomeId/v1": "a:then", primaryLocationLineHash: "a:then" });
  expect(ids[3]).toEqual({
    "footlightsOutcomeId/v1": "a:then",
    primaryLocationLineHash: "a:then~2",
  });
});

test("a report without gaps is a valid log without results", () => {
  expect(resultsOf(reportOf([]))).toEqual([]);
});

test("hostile names are relative URIs that lead back to the file", () => {
  const results = resultsOf(hostileReport());
  expect(results).toHaveLength(hostile.length);
  const base = new URL("file:///root/");
  const paths = results.map(({ locations }) => {
    const { uri } = locations[0]?.physicalLocation.artifactLocation ?? { uri: "" };
    const { pathname, search, hash } = new URL(uri, base);
    expect([search, hash]).toEqual(["", ""]);
    return decodeURIComponent(pathname);
  });
  // The one with "/" is a folder and a file, as it is on a disk.
  expect(paths).toEqual(hostile.map((text) => `/root/src/${text.toWellFormed()}`));
});

test("hostile words make no link and no control character", () => {
  for (const { message } of resultsOf(hostileReport())) {
    expect(message.text).not.toMatch(/(?<!\\)\[[^\]]*\]\(/);
    expect(message.text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  }
});
