import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describeActors } from "../../../analyzer/actors/describe-actors.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import type { Finding, JoinedFile, Status } from "../../../analyzer/findings.ts";
import { openProjectFiles } from "../../../analyzer/open-project-files.ts";
import { markUnreachable } from "../../../analyzer/unreachable/mark-unreachable.ts";

/** What becomes of the outcomes of `room.ts`. */
export interface MarkedSource {
  readonly text: string;
  /** Further files beside it, by name. */
  readonly others?: Readonly<Record<string, string>>;
  /** What a run shows of an outcome, by decision and label; missed by default. */
  readonly statusOf?: (name: string) => Status;
}

const MISSED: Status = { status: "missed", hits: 0 };

/** The outcomes of `room.ts`, which is in a folder of its own while this runs. */
export function markSource({ text, others = {}, statusOf }: MarkedSource): readonly Finding[] {
  const cwd = mkdtempSync(join(tmpdir(), "footlights-unreachable-"));
  try {
    for (const [name, other] of Object.entries({ ...others, "room.ts": text })) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), other);
    }
    const joined = joinSource(text, statusOf ?? (() => MISSED));
    const project = describeActors(openProjectFiles(["room.ts", ...Object.keys(others)], cwd));
    return markUnreachable([joined], project, { cwd }).flatMap((file) => file.findings);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function joinSource(text: string, statusOf: (name: string) => Status): JoinedFile {
  const inventory = listFile("room.ts", text, "full");
  if ("reason" in inventory) throw new Error(inventory.reason);
  const findings = inventory.decisions.flatMap((decision) =>
    decision.outcomes.map((outcome): Finding => ({
      file: inventory,
      decision,
      outcome,
      status: statusOf(`${decision.alias}:${outcome.label}`),
      evaluated: null,
      unitHits: null,
    })),
  );
  const unitHits = new Map<string, number>();
  return { inventory, findings, unmatched: [], unjoined: [], unitHits, measured: true };
}

/** The status of each outcome of a label in a file in which nothing was taken; `doubted` where its type rules it out. */
export function statusesOf(label: string, text: string): readonly string[] {
  return markSource({ text })
    .filter(({ outcome }) => outcome.label === label)
    .map(({ status, doubt }) => (doubt === undefined ? status.status : "doubted"));
}

/** What is unreachable in a file in which nothing was taken, and why. */
export function listUnreachable(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    markSource({ text, others }).flatMap(({ decision, outcome, status }) =>
      status.status === "unreachable"
        ? [[`${decision.alias}:${outcome.label}`, status.reason] as const]
        : [],
    ),
  );
}
