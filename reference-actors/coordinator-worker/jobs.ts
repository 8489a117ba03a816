import { isName } from "../address.ts";
import { quote, readBody, readInteger, readJson, readName, readText, readType } from "../fields.ts";
import type { Json, Outcome, TaskOrder } from "../protocol.ts";

/** Work that no job here does: a client does it and completes the task through the worker. */
export const MANUAL = "manual";

/** What a job is given beside its input. */
export interface JobTools {
  /**
   * The same at every start of a task, and of no other task. A job gives it to whatever it changes outside, so that
   * a second start changes nothing more.
   */
  readonly key: string;
  /** Told how much of the work is done, 0 to 1. */
  readonly report: (share: number) => void;
  readonly env: Cloudflare.Env;
}

type Job = (input: Json, tools: JobTools) => Json | Promise<Json>;

const MOST_ROUNDS = 100;

// A Map and not an object: a job named "constructor" must not be found.
const JOBS: ReadonlyMap<string, Job> = new Map<string, Job>([
  ["sum", sum],
  ["digest", digest],
  ["vote", vote],
]);

/**
 * Runs a task's job; what the job throws is how the task failed.
 * A job is started at least once: again after a crash, after a failure that may be tried again, and by another worker
 * when one was given up that still lives. How it ended is recorded once.
 */
export async function runJob({ job, input }: TaskOrder, tools: JobTools): Promise<Outcome> {
  const run = JOBS.get(job);
  if (run === undefined) {
    const known = [...JOBS.keys(), MANUAL].join(", ");
    return {
      status: "failed",
      reason: `Could not run job "${job}": found no such job, expected one of ${known}. Submit the work as a new task.`,
    };
  }
  try {
    return { status: "completed", result: await run(input, tools) };
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
async function digest(input: Json, { report }: JobTools): Promise<Json> {
  const body = readBody(input);
  const rounds = readInteger(body, "rounds");
  if (rounds > MOST_ROUNDS) {
    throw new RangeError(
      `Could not digest: found ${rounds} rounds, expected at most ${MOST_ROUNDS}.`,
    );
  }
  let hash = readText(body, "text");
  for (let round = 1; round <= rounds; round += 1) {
    hash = await sha256(hash);
    report(round / rounds);
  }
  return hash;
}

/** Votes for `option` in the poll named by `poll`: once, as the task's key is the voter. */
async function vote(input: Json, { key, env }: JobTools): Promise<Json> {
  const body = readBody(input);
  // A key is longer than a voter's name may be where the names in it are long.
  const voter = isName(key) ? key : await sha256(key);
  const message = { type: "vote", voter, option: readText(body, "option") };
  const answer: unknown = await env.POLL.getByName(readName(body, "poll")).ask("poll", message);
  const said = readBody(readJson(readBody(answer), "message"));
  if (readType(said) === "vote_taken") return said;
  throw new Error(`Could not vote: found ${quote(said)}, expected the vote taken.`);
}

/** In hexadecimal digits. */
async function sha256(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isNumbers(input: Json): input is number[] {
  return Array.isArray(input) && input.every((member) => typeof member === "number");
}
