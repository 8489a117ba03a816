import { quote, readBody, readInteger, readText } from "../fields.ts";
import type { Json, Outcome, TaskOrder } from "../protocol.ts";

/** Work that no job here does: a client does it and completes the task through the worker. */
export const MANUAL = "manual";

/** Told how much of the work is done, 0 to 1. */
export type ReportProgress = (share: number) => void;

type Job = (input: Json, report: ReportProgress) => Json | Promise<Json>;

const MOST_ROUNDS = 100;

// A Map and not an object: a job named "constructor" must not be found.
const JOBS: ReadonlyMap<string, Job> = new Map<string, Job>([
  ["sum", sum],
  ["digest", digest],
]);

/**
 * Runs a task's job; what the job throws is how the task failed.
 * After a crash a job is started again, so a second start must do no harm.
 */
export async function runJob({ job, input }: TaskOrder, report: ReportProgress): Promise<Outcome> {
  const run = JOBS.get(job);
  if (run === undefined) {
    const known = [...JOBS.keys(), MANUAL].join(", ");
    return {
      status: "failed",
      reason: `Could not run job "${job}": found no such job, expected one of ${known}. Submit the work as a new task.`,
    };
  }
  try {
    return { status: "completed", result: await run(input, report) };
  } catch (error) {
    return { status: "failed", reason: String(error) };
  }
}

/** Adds up a list of numbers. */
function sum(input: Json): Json {
  if (isNumbers(input)) return input.reduce((total, number) => total + number, 0);
  throw new TypeError(`Could not sum ${quote(input)}: expected a list of numbers.`);
}

/** Hashes `text` with SHA-256 as many times as `rounds` says, 100 at most. */
async function digest(input: Json, report: ReportProgress): Promise<Json> {
  const body = readBody(input);
  const rounds = readInteger(body, "rounds");
  if (rounds > MOST_ROUNDS) {
    throw new RangeError(
      `Could not digest: found ${rounds} rounds, expected at most ${MOST_ROUNDS}.`,
    );
  }
  let hash = readText(body, "text");
  for (let round = 1; round <= rounds; round += 1) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(hash));
    hash = Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
    report(round / rounds);
  }
  return hash;
}

function isNumbers(input: Json): input is number[] {
  return Array.isArray(input) && input.every((member) => typeof member === "number");
}
