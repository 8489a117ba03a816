import {
  quote,
  readBody,
  readCount,
  readJson,
  readName,
  readText,
  readType,
  unknownType,
} from "../fields.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { Json } from "../protocol.ts";

export interface OpenPoll {
  readonly type: "open_poll";
  readonly question: string;
  readonly options: readonly string[];
  /** When it closes by itself; 0 for never. */
  readonly closesInMs: number;
}

/** A voter votes once: another vote replaces the one before. */
export interface Vote {
  readonly type: "vote";
  readonly voter: string;
  readonly option: string;
}

/** Closes the poll that is open; with a number other than 0, only the one that was opened here as that. */
export interface ClosePoll {
  readonly type: "close_poll";
  readonly poll: number;
}

/** What a client asks of a poll; answered with how it stands, but for a vote. */
export type PollRequest = OpenPoll | Vote | ClosePoll | { readonly type: "get_results" };

const MOST_OPTIONS = 10;
/** A day. */
const LONGEST_MS = 86_400_000;

/** Reads what a client asks of a poll. Throws ProtocolError. */
export function parsePollRequest(message: Json): PollRequest {
  const body = readBody(message);
  const type = readType(body);
  switch (type) {
    case "open_poll":
      return {
        type,
        question: readText(body, "question"),
        options: readOptions(readJson(body, "options")),
        closesInMs: readCount(body, "closesInMs", [0, LONGEST_MS]),
      };
    case "vote":
      return { type, voter: readName(body, "voter"), option: readText(body, "option") };
    case "close_poll":
      return { type, poll: readCount(body, "poll", [0, Number.MAX_SAFE_INTEGER]) };
    case "get_results":
      return { type };
    default:
      throw unknownType(type, ["open_poll", "vote", "close_poll", "get_results"]);
  }
}

function readOptions(value: Json): readonly string[] {
  const options = new Set(isTexts(value) ? value : []);
  if (options.size >= 2 && options.size <= MOST_OPTIONS) return [...options];
  throw new ProtocolError(
    "invalid-field",
    `Could not read field "options": found ${quote(value)}, expected a list of 2 to ${MOST_OPTIONS} different texts. Correct the message and send it again.`,
  );
}

function isTexts(value: Json): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
