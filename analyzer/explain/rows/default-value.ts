import { ts } from "../../inventory/syntax.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";

/** A default value: never used because a value was always given, or used each time. */
export const defaultValue: Row = {
  kind: "default-arg",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const [name = "", ...rest] = decision.condition.split(" = ");
    const value = sayCode(rest.join(" = "));
    const isUsed = outcome.label === "used";
    const node = gap.place?.node;
    const isParameter = node === undefined || ts.isParameter(node);
    const given = isParameter ? "passed" : "present";
    return {
      cause: isUsed
        ? `${sayCode(name)} was always ${given}: its default ${value} was never used${sayNever(gap)}`
        : `${sayCode(name)} was never ${given}: its default ${value} was used each time${sayNever(gap)}`,
      clause: `${sayCode(name)} is ${isUsed ? "left out" : given}`,
    };
  },
};
