import { ts } from "ts-morph";
import { sayAbsent } from "../absent.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";

/** One `?.`: what stands before it was never nullish, or always. */
export const optionalChain: Row = {
  kind: "optional-chain",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const goesOn = outcome.label === "continue";
    const node = gap.place?.node;
    const before = node && ts.isOptionalChain(node) ? node.expression : undefined;
    const name = sayCode(before?.getText(gap.place?.source) ?? decision.condition);
    return {
      cause: `${name} before \`?.\` was ${goesOn ? "always" : "never"} null or undefined${sayNever(gap)}`,
      clause: before && gap.place ? sayAbsent(before, !goesOn, gap.place) : null,
      about: before,
    };
  },
};
