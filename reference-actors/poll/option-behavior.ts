import type { Behavior } from "../actor-system/behavior.ts";
import type { Json } from "../protocol.ts";

/** How many voted for an option. */
type OptionState = number;

/** Counts the votes for one option: takes what to add, and replies with how many there are. */
export const optionBehavior: Behavior<OptionState> = {
  kind: "poll-option",
  version: 1,
  // Its poll, which alone speaks to it, decides.
  supervision: "escalate",
  start: () => 0,
  receive: (state, message, { sender }) => {
    const votes = state + readNumber(message);
    return { state: votes, effects: [{ do: "reply", to: sender, message: votes }] };
  },
  wake: (state) => state,
  end: () => [],
  restore: readNumber,
};

function readNumber(value: Json): number {
  if (typeof value === "number") return value;
  throw new TypeError(`found ${typeof value}, expected a number`);
}
