import type { Finding } from "../../../analyzer/findings.ts";
import type { JoinedCoverage } from "../../../analyzer/join/join-coverage.ts";
import { sayStatus } from "./say-findings.ts";

/** Outcomes of which one report says another number than the other; unknown contradicts nothing. */
export function listContradictions(one: JoinedCoverage, other: JoinedCoverage): readonly string[] {
  return compare(one, other, (a, b) => a !== null && b !== null && a !== b);
}

/** Outcomes of which one report knows the number and the other does not. */
export function listLost(one: JoinedCoverage, other: JoinedCoverage): readonly string[] {
  return compare(one, other, (a, b) => a !== null && b === null);
}

function compare(
  one: JoinedCoverage,
  other: JoinedCoverage,
  isNews: (a: number | null, b: number | null) => boolean,
): readonly string[] {
  const measured = other.files.filter((file) => file.measured);
  const statuses = new Map(
    measured.flatMap(({ findings }) =>
      findings.map((finding) => [nameOf(finding), finding.status]),
    ),
  );
  return one.files.flatMap(({ findings }) =>
    findings.flatMap((finding) => {
      const status = statuses.get(nameOf(finding));
      return status !== undefined && isNews(finding.status.hits, status.hits)
        ? [`${nameOf(finding)}: ${sayStatus(finding.status)}, ${sayStatus(status)}`]
        : [];
    }),
  );
}

function nameOf({ file, decision, outcome }: Finding): string {
  return `${file.path}:${decision.start.line} ${decision.condition} ${outcome.id}`;
}

/** How many outcomes are known to be covered or missed. */
export function countKnown({ files }: JoinedCoverage): number {
  const findings = files.flatMap((file) => file.findings);
  return findings.filter(({ status }) => status.hits !== null).length;
}
