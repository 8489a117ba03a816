import { sayCode } from "./code.ts";
import type { Gap, Words } from "./gap.ts";
import { rows } from "./rows/index.ts";

const rowOf = new Map(rows.map((row) => [row.kind, row]));

/** What the runs show of a gap, and what has to hold, in the words of its kind. */
export function wordsOf(gap: Gap): Words {
  const found = said.get(gap) ?? say(gap);
  said.set(gap, found);
  return found;
}

/** Asked for several times in one sentence; what a call ends with takes a while to find. */
const said = new WeakMap<Gap, Words>();

function say(gap: Gap): Words {
  const { decision, outcome } = gap.finding;
  const row = rowOf.get(decision.kind);
  if (row) return row.say(gap);
  return { cause: `never took its ${sayCode(outcome.label)} way`, clause: null };
}
