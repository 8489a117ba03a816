import type { Report } from "../../report/document.ts";
import { listMissed, type MissedOutcome, sayMissed } from "../missed.ts";
import type { Renderer } from "../renderer.ts";
import { toPlain } from "../text/plain.ts";
import { ruleIdOf, ruleOf } from "./rules.ts";
import { toUri } from "./uri.ts";

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** Where paths begin; the name is the one that GitHub takes for the root of the repository. */
const ROOT = "%SRCROOT%";

/** A SARIF 2.1.0 log with a result for each missed outcome. */
export const sarif: Renderer = {
  format: "sarif",
  report: (report) => `${JSON.stringify(toLog(report), null, 2)}\n`,
};

function toLog(report: Report): object {
  const missed = listMissed(report);
  const ids = [...new Set(missed.map(idOf))].toSorted();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Footlights", rules: ids.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [ROOT]: { description: { text: "Where footlights was run." } } },
        results: missed.map((outcome) => toResult(outcome, indexes)),
      },
    ],
  };
}

function idOf({ decision, outcome }: MissedOutcome): string {
  return ruleIdOf(decision.kind, outcome.label);
}

function toResult(missed: MissedOutcome, indexes: ReadonlyMap<string, number>): object {
  const { path, decision, outcome, fingerprint } = missed;
  const ruleId = idOf(missed);
  const { line, column } = decision.start;
  return {
    ruleId,
    ruleIndex: indexes.get(ruleId),
    level: "warning",
    message: { text: escapeLinks(toPlain(sayMissed(missed))) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(path), uriBaseId: ROOT },
          region: { startLine: line, startColumn: column + 1 },
        },
        logicalLocations: [{ fullyQualifiedName: toPlain(decision.unit) }],
      },
    ],
    partialFingerprints: {
      "footlightsOutcomeId/v1": outcome.id.toWellFormed(),
      // The only key by which GitHub follows an alert; it would else hash the text of the line.
      primaryLocationLineHash: fingerprint,
    },
  };
}

/** `[text](target)` is a link in every message (SARIF 2.1.0, 3.11.6); in source text it is a call of an element. */
function escapeLinks(text: string): string {
  return text.replaceAll(/\[(?=[^\]]*\]\()/g, "\\[");
}
