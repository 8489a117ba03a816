import type { Status } from "../../../analyzer/findings.ts";
import type { Report, ReportFile, ReportOutcome } from "../../../analyzer/report/document.ts";
import { countStatuses } from "../../../analyzer/report/totals.ts";

/** A report of files given by the status of each outcome: `{ "room.ts": ["covered", "missed"] }`. */
export function sampleReport(
  files: Readonly<Record<string, readonly Status["status"][]>>,
  unmeasured: readonly string[] = [],
): Report {
  const listed = Object.entries(files).map(([path, statuses]) =>
    sampleFile(path, statuses, !unmeasured.includes(path)),
  );
  const totals = countStatuses(Object.values(files).flat());
  return {
    schemaVersion: 1,
    profile: "full",
    provider: "istanbul",
    totals: { ...totals, files: listed.length, units: listed.length, decisions: listed.length },
    actors: [],
    files: listed,
    unmatched: [],
    skipped: [],
  };
}

function sampleFile(
  path: string,
  statuses: readonly Status["status"][],
  measured: boolean,
): ReportFile {
  const decision = {
    id: `id-${path}`,
    alias: "Room.join/if(full)",
    kind: "if",
    unit: "Room.join",
    condition: "full",
    start: { line: 3, column: 4 },
    end: { line: 5, column: 5 },
    outcomes: statuses.map((status, index) => sampleOutcome(`id-${path}:${index}`, status)),
  } as const;
  return {
    path,
    sha256: "",
    measured,
    totals: countStatuses(statuses),
    decisions: statuses.length === 0 ? [] : [decision],
  };
}

function sampleOutcome(id: string, status: Status["status"]): ReportOutcome {
  return {
    id,
    label: "then",
    status,
    hits: status === "covered" ? 1 : null,
    routes: [
      {
        actor: "Room",
        path: "room.ts",
        entry: "webSocketMessage",
        message: "join",
        fields: [{ name: "type", value: "join", parameter: null }],
      },
    ],
    ...(status === "missed" && {
      explanation: { cause: "`if (full)` was never true", action: "fill the room first" },
    }),
  };
}

/** `count` times a status. */
export function many(status: Status["status"], count: number): Status["status"][] {
  return Array.from({ length: count }, () => status);
}
