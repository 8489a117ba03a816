import { ts } from "../../inventory/syntax.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { sayThrowers } from "../throwers.ts";

const WAYS: Readonly<Record<string, string>> = {
  normal: "by running to the end of the try",
  throw: "by a throw",
  return: "by a return",
};

/** `finally`: a way into it that was never taken. */
export const finallyRow: Row = {
  kind: "finally",
  say: (gap) => {
    const { label } = gap.finding.outcome;
    const way = label.replace(/^by[- ]/, "");
    const node = gap.place?.node;
    const throwers =
      node && ts.isTryStatement(node) ? sayThrowers(node.tryBlock, gap.place.source) : null;
    return {
      cause: `the finally was never entered ${WAYS[way] ?? label}${sayNever(gap, "run")}`,
      clause: way === "throw" && throwers ? `${throwers} throws` : null,
    };
  },
};
