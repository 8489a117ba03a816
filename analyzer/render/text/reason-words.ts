/** What an `unknown` reason means to a reader: why the counters say nothing. */
const WORDS: Readonly<Record<string, string>> = {
  "optional-chain": "optional chaining",
  "logical-assign": "logical assignment",
  "last-operand": "last operand of a formula used as a value",
  "loop-count": "number of loop iterations",
  "try-completes": "whether a try block completed",
  "finally-path": "way into a finally block",
  "empty-body": "empty body, nothing to count",
  "not-derivable": "not determined by the counters",
  "may-have-thrown": "not proved, an error thrown there would give the same counts",
  "assumption-broken": "counters contradict each other",
  provider: "counted wrongly by this provider",
  "no-coverage": "file is not in the coverage",
  "no-counter": "the coverage has no counter there",
  "line-only": "LCOV tells lines only, which is not enough here",
};

/** The words for a machine-readable reason; the reason itself where there are none. */
export function sayReason(reason: string): string {
  return WORDS[reason] ?? reason;
}
