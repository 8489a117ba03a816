import { ts } from "ts-morph";
import { LEFT_OUT } from "../approach.ts";
import { clauseOf } from "../clauses/clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Gap, Row } from "../gap.ts";

/** A default value: never used because a value was always given, or used each time. */
export const defaultValue: Row = {
  kind: "default-arg",
  say: (gap) => {
    const { outcome } = gap.finding;
    const [name, value] = partsOf(gap);
    const isUsed = outcome.label === "used";
    const node = gap.place?.node;
    const given = node === undefined || ts.isParameter(node) ? "passed" : "present";
    const target =
      node && (ts.isParameter(node) || ts.isBindingElement(node)) ? node.name : undefined;
    const subject = target && ts.isIdentifier(target) ? target : undefined;
    return {
      cause: isUsed
        ? `${sayCode(name)} was always ${given}: its default ${value} was never used${sayNever(gap)}`
        : `${sayCode(name)} was never ${given}: its default ${value} was used each time${sayNever(gap)}`,
      clause: isUsed
        ? clauseOf(`${sayCode(name)} is left out`, subject, LEFT_OUT)
        : clauseOf(`${sayCode(name)} is ${given}`, subject, "…"),
      about: subject,
    };
  },
};

/** The name and its default, as written; of a pattern, from the source: its own defaults look the same. */
function partsOf({ finding: { decision }, place }: Gap): readonly [name: string, value: string] {
  const node = place?.node;
  const known = node && (ts.isParameter(node) || ts.isBindingElement(node)) ? node : undefined;
  if (known?.initializer)
    return [known.name.getText(place?.source), sayCode(known.initializer.getText(place?.source))];
  const [name = "", ...rest] = decision.condition.split(" = ");
  return [name, sayCode(rest.join(" = "))];
}
