import { type CallSite, errorAt } from "../failures/errors.ts";

const PLACES = ["storage", "call", "fetch", "entry", "reply", "frame", "operation", "step"];
const EFFECTS = [
  "error",
  "delayMs",
  "hold",
  "drop",
  "loseReply",
  "duplicate",
  "close",
  "respond",
  "crash",
  "evict",
];

/** Throws "usage" for a fault without a known place or effect: nobody checks types while tests run. */
export function checkFault(where: object, effect: object, site: CallSite): void {
  check(where, { what: "place", known: PLACES, site });
  check(effect, { what: "effect", known: EFFECTS, site });
}

interface Known {
  readonly what: string;
  readonly known: readonly string[];
  readonly site: CallSite;
}

function check(given: object, { what, known, site }: Known): void {
  if (known.some((it) => it in given)) return;
  const found = Object.keys(given).join(", ");
  const message = `Could not inject a fault: found the ${what} { ${found} }, expected one of ${known.join(", ")}.`;
  throw errorAt(site, "usage", message);
}
