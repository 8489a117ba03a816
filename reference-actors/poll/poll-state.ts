import { isObject } from "../fields.ts";
import type { Json, JsonObject } from "../protocol.ts";

/** An option and how many voted for it. */
export type OptionResult = { readonly option: string; readonly votes: number };

/** What a poll knows; a type and not an interface, so that it counts as JSON. */
export type PollState = {
  readonly question: string;
  readonly isOpen: boolean;
  /** How many polls were opened here, this one among them. */
  readonly number: number;
  readonly results: readonly OptionResult[];
  /** Who voted, and the number of the option. */
  readonly votes: readonly { readonly voter: string; readonly option: number }[];
};

/** How a poll stands, as clients see it. */
export function describePoll({ question, isOpen, results }: PollState): JsonObject {
  return { type: "results", question, isOpen, results };
}

/**
 * Reads a stored poll. Version 1 did not say whether it was open, for there was no end to it; up to version 2 polls
 * had no numbers.
 */
export function restorePoll(state: Json, version: number): PollState {
  const added: JsonObject[] = [{ number: 0, isOpen: true }, { number: 0 }];
  const poll = isObject(state) ? { ...added[version - 1], ...state } : state;
  if (isPoll(poll)) return poll;
  throw new TypeError("found no state of a poll");
}

function isPoll(state: Json): state is PollState {
  return (
    isObject(state) &&
    typeof state["question"] === "string" &&
    typeof state["isOpen"] === "boolean" &&
    typeof state["number"] === "number" &&
    Array.isArray(state["results"]) &&
    Array.isArray(state["votes"])
  );
}
