import { ts } from "../../inventory/syntax.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { sayThrowers } from "../throwers.ts";

/** `try ... catch`: nothing in it threw, or something threw each time. */
export const tryRow: Row = {
  kind: "try",
  say: (gap) => {
    const catches = gap.finding.outcome.label === "catches";
    const node = gap.place?.node;
    const throwers =
      node && ts.isTryStatement(node) ? sayThrowers(node.tryBlock, gap.place.source) : null;
    return {
      cause: catches
        ? `nothing in the try threw${sayNever(gap, "run")}`
        : `the try never completed: it threw each time${sayNever(gap, "run")}`,
      clause: throwers && `${throwers} ${catches ? "throws" : "does not throw"}`,
    };
  },
};
