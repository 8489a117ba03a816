import { isRecord } from "../is-record.ts";
import type { PartialCounters } from "./overlay.ts";

/** Counters as they come from another process or a file; undefined where they are none. */
export function readCounters(value: unknown): PartialCounters | undefined {
  if (!isRecord(value)) return undefined;
  const [s, f] = [readCounts(value["s"]), readCounts(value["f"])];
  const b = isRecord(value["b"]) ? readArms(value["b"]) : undefined;
  return s && f && b && { s, f, b };
}

function readCounts(value: unknown): Record<string, number> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return Object.fromEntries(entries);
}

function readArms(value: Readonly<Record<string, unknown>>): Record<string, readonly number[]> {
  const entries = Object.entries(value).flatMap(([id, arms]) =>
    Array.isArray(arms) ? [[id, arms.map(Number)] as const] : [],
  );
  return Object.fromEntries(entries);
}
