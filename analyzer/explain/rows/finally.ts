import { ts } from "ts-morph";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { sayThrow } from "../throwers.ts";

const WAYS: Readonly<Record<string, string>> = {
  normal: "by running to the end of the try",
  "by throw": "by a throw",
  "by return": "by a return",
};

/** `finally`: a way into it that was never taken. */
export const finallyRow: Row = {
  kind: "finally",
  say: (gap) => {
    const { label } = gap.finding.outcome;
    const node = gap.place?.node;
    const block = node && ts.isTryStatement(node) ? node.tryBlock : undefined;
    return {
      cause: `the finally was never entered ${WAYS[label] ?? label}${sayNever(gap, "run")}`,
      clause:
        block && gap.place && label !== "by return"
          ? sayThrow(block, label === "by throw", gap.place)
          : null,
    };
  },
};
