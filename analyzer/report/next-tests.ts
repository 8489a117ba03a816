import type { MessageField, Route } from "../model.ts";
import type { Report, ReportFile, ReportOutcome } from "./document.ts";

/** A missed branch that a test can take. */
export interface NextOutcome {
  readonly id: string;
  readonly path: string;
  readonly line: number;
  /** `Room.handle/if(n > 0):else`. */
  readonly name: string;
  readonly cause: string;
  readonly action: string;
}

/** A test to write: one message, or one call, and the missed branches it can reach. */
export interface NextTest {
  /** The actor, entry and message; null where no actor's entry leads there. */
  readonly route:
    | (Pick<Route, "actor" | "path" | "entry"> & { readonly fields: readonly MessageField[] })
    | null;
  /** What is called where there is no route: the words of an action before "so that". */
  readonly call: string | null;
  /** Missed branches that no test of a higher rank reaches, in the order of the report. */
  readonly outcomes: readonly NextOutcome[];
  /** How many of them no other message reaches. */
  readonly onlyHere: number;
  /** How many of them wait for another one of them: those come by themselves, or are asked after it. */
  readonly behind: number;
}

/** What `next --json` prints. */
export interface NextTests {
  readonly schemaVersion: 1;
  /** Missed branches in all. */
  readonly missed: number;
  /** The first ones, best first. */
  readonly tests: readonly NextTest[];
}

interface Missed {
  readonly entry: NextOutcome;
  readonly keys: readonly string[];
  readonly behind: string | undefined;
}

interface Way {
  readonly route: NextTest["route"];
  readonly call: string | null;
}

/**
 * The few tests to write first: again and again the message that reaches most missed branches which none before it does.
 * Of equals, the one that more of them cannot do without, then the one that says more, then the first by name.
 */
export function listNextTests(report: Report, limit: number): NextTests {
  const ways = new Map<string, Way>();
  const missed = report.files.flatMap((file) => listMissed(file, ways));
  let left: readonly Missed[] = missed;
  const tests: NextTest[] = [];
  while (tests.length < limit && left.length > 0) {
    const key = chooseKey(left);
    const taken = left.filter(({ keys }) => keys.includes(key));
    left = left.filter(({ keys }) => !keys.includes(key));
    const ids = new Set(taken.map(({ entry }) => entry.id));
    tests.push({
      ...(ways.get(key) ?? { route: null, call: null }),
      outcomes: taken.map(({ entry }) => entry),
      onlyHere: taken.filter(({ keys }) => keys.length === 1).length,
      behind: taken.filter(({ behind }) => behind !== undefined && ids.has(behind)).length,
    });
  }
  return { schemaVersion: 1, missed: missed.length, tests };
}

function listMissed(file: ReportFile, ways: Map<string, Way>): readonly Missed[] {
  return file.decisions.flatMap(({ alias, start, outcomes }) =>
    outcomes
      .filter(({ status }) => status === "missed")
      .map((outcome) => ({
        entry: {
          id: outcome.id,
          path: file.path,
          line: start.line,
          name: `${alias}:${outcome.label}`,
          cause: outcome.explanation?.cause ?? "",
          action: outcome.explanation?.action ?? "",
        },
        keys: keysOf(outcome, file.path, ways),
        behind: outcome.explanation?.behind,
      })),
  );
}

/** The messages that reach an outcome; without any, the call that its action begins with. */
function keysOf(
  { routes, explanation }: ReportOutcome,
  path: string,
  ways: Map<string, Way>,
): readonly string[] {
  const keys = routes.map(({ actor, path, entry, fields }) => {
    const key = JSON.stringify([path, actor, entry, fields]);
    ways.set(key, { route: { actor, path, entry, fields }, call: null });
    return key;
  });
  if (keys.length > 0) return [...new Set(keys)];
  const [call = ""] = (explanation?.action ?? "").split(" so that ", 1);
  const key = JSON.stringify([path, call]);
  ways.set(key, { route: null, call });
  return [key];
}

function chooseKey(left: readonly Missed[]): string {
  const gains = new Map<string, { all: number; only: number }>();
  for (const { keys } of left)
    for (const key of keys) {
      const gain = gains.get(key) ?? { all: 0, only: 0 };
      gain.all += 1;
      if (keys.length === 1) gain.only += 1;
      gains.set(key, gain);
    }
  const [best = ""] = [...gains]
    .toSorted(
      ([a, left], [b, right]) =>
        right.all - left.all || right.only - left.only || b.length - a.length || (a < b ? -1 : 1),
    )
    .map(([key]) => key);
  return best;
}
