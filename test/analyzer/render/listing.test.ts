import { expect, test } from "vitest";
import type { Listing, Report } from "../../../analyzer/report/document.ts";
import { listingRenderers, renderers, renderListing } from "../../../analyzer/render/index.ts";
import { decisionOf, fileOf, outcomeOf, reportOf } from "./report-of.ts";

const decision = decisionOf(["Room.handle", 42, "n > 0"], [outcomeOf("k3q0v7f2ab:then")]);
const { id, alias, kind, unit, condition, start, end } = decision;

const listing: Listing = {
  schemaVersion: 1,
  profile: "full",
  totals: { files: 2, units: 3, decisions: 1, outcomes: 2 },
  files: [
    {
      path: "src/room.ts",
      sha256: "abc",
      decisions: [
        {
          id,
          alias,
          kind,
          unit,
          condition,
          start,
          end,
          outcomes: [
            { id: "k3q0v7f2ab:then", label: "then", start: { line: 42, column: 9 } },
            { id: "k3q0v7f2ab:else", label: "else" },
          ],
        },
      ],
    },
    { path: "src/types.ts", sha256: "def", decisions: [] },
  ],
  skipped: [{ path: "src/bad.ts", reason: "syntax error at 1:4: ';' expected." }],
};

function renderAs(format: string): string {
  const found = listingRenderers.find((renderer) => renderer.format === format);
  if (!found) throw new Error(`no listing in ${format}`);
  return renderListing(listing, found);
}

test("a listing shows each decision with its ways out, and what was left out", () => {
  expect(renderAs("text").split("\n")).toEqual([
    "src/room.ts",
    "     42:2  k3q0v7f2ab  Room.handle  if  n > 0  →  then | else",
    "",
    "2 branches, 1 decision, 3 units, 2 files",
    "1 file skipped:",
    "  src/bad.ts  syntax error at 1:4: ';' expected.",
    "",
  ]);
});

test("a listing as JSON is the document", () => {
  expect(JSON.parse(renderAs("json"))).toEqual({
    $schema: "footlights/schemas/list.json",
    ...listing,
  });
});

test("a report as JSON is the document, the same bytes each time", () => {
  const json = renderers.find(({ format }) => format === "json");
  const report: Report = reportOf([fileOf("src/room.ts", [decision])]);
  const text = json?.report(report, {}) ?? "";
  expect(JSON.parse(text)).toEqual({ $schema: "footlights/schemas/report.json", ...report });
  expect(json?.report(structuredClone(report), { color: true, width: 10 })).toBe(text);
});
