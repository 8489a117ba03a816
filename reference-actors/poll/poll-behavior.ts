import type { Behavior, Effect, Reaction, Sender } from "../actor-system/behavior.ts";
import { quote } from "../fields.ts";
import { ProtocolError, answerOrError } from "../protocol-error.ts";
import type { Json } from "../protocol.ts";
import { optionBehavior } from "./option-behavior.ts";
import {
  type ClosePoll,
  type OpenPoll,
  type PollRequest,
  type Vote,
  parsePollRequest,
} from "./poll-message.ts";
import { type PollState, describePoll, restorePoll } from "./poll-state.ts";

type PollReaction = Reaction<PollState>;

/** Topic on which a poll publishes how it stands. */
export const RESULTS = "results";

/** Each vote is stored with all others, in one row: as many as it has room for, whatever the voters' names. */
const MOST_VOTERS = 10_000;

/** Asks a question, has an actor count the votes for each option, and publishes the results as they change. */
export const pollBehavior: Behavior<PollState> = {
  kind: "poll",
  version: 3,
  // What goes wrong is undone and the client told: a poll must not forget its votes.
  supervision: "escalate",
  start: () => ({ question: "", isOpen: false, number: 0, results: [], votes: [] }),
  receive: (state, message, { sender }) => {
    if (sender.path !== null) return takeCount(state, Number(sender.correlation), message);
    const reaction = answerOrError(() => answer(state, parsePollRequest(message), sender));
    return "state" in reaction
      ? reaction
      : replying({ state, effects: [] }, sender, { ...reaction });
  },
  wake: (state) => state,
  end: () => [],
  restore: restorePoll,
};

function answer(state: PollState, request: PollRequest, sender: Sender): PollReaction {
  switch (request.type) {
    case "open_poll":
      return describing(open(state, request), sender);
    case "vote": {
      // Not the results: its option has yet to count it.
      const { voter, option } = request;
      return replying(vote(state, request), sender, { type: "vote_taken", voter, option });
    }
    case "close_poll":
      return describing(close(state, request), sender);
    case "get_results":
      return describing({ state, effects: [] }, sender);
  }
}

function open(state: PollState, { question, options, closesInMs }: OpenPoll): PollReaction {
  if (state.isOpen)
    throw wrongPoll("open another poll: found one open, expected none. Close it first.");
  const number = state.number + 1;
  const opened = {
    question,
    isOpen: true,
    number,
    results: options.map((option) => ({ option, votes: 0 })),
    votes: [],
  };
  const { kind } = optionBehavior;
  const counters = options.map((_option, index): Effect => {
    return { do: "spawn", name: optionName(index), kind, argument: null };
  });
  // By its number, as it may be closed before, and the next one be open by then.
  const message = { type: "close_poll", poll: number };
  const closing = { do: "schedule", afterMs: closesInMs, message } as const;
  const effects = closesInMs === 0 ? counters : [...counters, closing];
  return publishing({ state: opened, effects });
}

function vote(state: PollState, { voter, option }: Vote): PollReaction {
  if (!state.isOpen)
    throw wrongPoll("vote: found the poll closed, expected an open one. Wait for the next.");
  const chosen = state.results.findIndex((result) => result.option === option);
  if (chosen === -1) throw unknownOption(option, state);
  const before = state.votes.find((each) => each.voter === voter);
  if (before === undefined && state.votes.length >= MOST_VOTERS) throw tooManyVoters();
  const others = state.votes.filter((each) => each !== before);
  const votes = [...others, { voter, option: chosen }];
  const taken = before === undefined ? [] : [addVotes(before.option, -1)];
  return { state: { ...state, votes }, effects: [...taken, addVotes(chosen, 1)] };
}

/** A poll that is closed stays as it is, and so does another one. */
function close(state: PollState, { poll }: ClosePoll): PollReaction {
  if (!state.isOpen || (poll !== 0 && poll !== state.number)) return { state, effects: [] };
  const effects = state.results.map((_result, index): Effect => {
    return { do: "stop", name: optionName(index) };
  });
  return publishing({ state: { ...state, isOpen: false }, effects });
}

/** An option has counted. */
function takeCount(state: PollState, option: number, votes: Json): PollReaction {
  const results = state.results.map((result, index) =>
    index === option ? { ...result, votes: Number(votes) } : result,
  );
  return publishing({ state: { ...state, results }, effects: [] });
}

/** The answer comes as the option's count, under its number. */
function addVotes(option: number, votes: number): Effect {
  return { do: "ask", to: `poll/${optionName(option)}`, message: votes, correlation: `${option}` };
}

function optionName(option: number): string {
  return `option-${option}`;
}

function publishing({ state, effects }: PollReaction): PollReaction {
  const published = { do: "publish", topic: RESULTS, message: describePoll(state) } as const;
  return { state, effects: [...effects, published] };
}

function describing(reaction: PollReaction, to: Sender): PollReaction {
  return replying(reaction, to, describePoll(reaction.state));
}

function replying({ state, effects }: PollReaction, to: Sender, message: Json): PollReaction {
  return { state, effects: [...effects, { do: "reply", to, message }] };
}

function wrongPoll(what: string): ProtocolError {
  return new ProtocolError("wrong-poll", `Could not ${what}`);
}

function tooManyVoters(): ProtocolError {
  return wrongPoll(
    `vote: found ${MOST_VOTERS} voters, expected no more than these. Open another poll for the others.`,
  );
}

function unknownOption(option: string, { results }: PollState): ProtocolError {
  const options = results.map((result) => quote(result.option)).join(", ");
  return new ProtocolError(
    "invalid-field",
    `Could not vote: found option ${quote(option)}, expected one of ${options}. Correct the message and send it again.`,
  );
}
