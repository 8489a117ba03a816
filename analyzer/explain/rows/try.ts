import { ts } from "ts-morph";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { sayThrow } from "../throwers.ts";

/** `try ... catch`: nothing in it threw, or something threw each time. */
export const tryRow: Row = {
  kind: "try",
  say: (gap) => {
    const catches = gap.finding.outcome.label === "catches";
    const node = gap.place?.node;
    const block = node && ts.isTryStatement(node) ? node.tryBlock : undefined;
    return {
      cause: catches
        ? `nothing in the try threw${sayNever(gap, "run")}`
        : `the try never completed: it threw each time${sayNever(gap, "run")}`,
      clause: block && gap.place ? sayThrow(block, catches, gap.place) : null,
    };
  },
};
