import type { DecisionKind } from "../../model.ts";

/** A rule of the log: one for each kind of outcome that was missed. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly defaultConfiguration: { readonly level: "warning" };
}

const KINDS: Readonly<Record<DecisionKind, string>> = {
  if: "an if",
  "cond-expr": "a conditional expression",
  switch: "a switch",
  "binary-expr": "a logical expression",
  "default-arg": "a default value",
  logical: "an operator && or ||",
  condition: "the last operand of a formula",
  nullish: "an operator ??",
  "logical-assign": "a logical assignment",
  "optional-chain": "an optional chain",
  loop: "a loop",
  "do-while": "a do-while loop",
  try: "a try",
  finally: "a finally",
};

/** The id of the rule for an outcome: `if/then`, `switch/case`, `loop/zero`. No text of the source is in it. */
export function ruleIdOf(kind: DecisionKind, label: string): string {
  return `${kind}/${sortOf(label).replaceAll(" ", "-")}`;
}

/** The rule of an id that `ruleIdOf` gave. */
export function ruleOf(id: string): SarifRule {
  const [kind = "", sort = ""] = id.split("/");
  const what = Object.entries(KINDS).find(([name]) => name === kind)?.[1] ?? kind;
  return {
    id,
    shortDescription: {
      text: `No test takes the way "${sort.replaceAll("-", " ")}" out of ${what}.`,
    },
    help: {
      text: `The measured runs reached no "${sort.replaceAll("-", " ")}" of ${what}. The message says why, and what to send so that it is taken.`,
    },
    defaultConfiguration: { level: "warning" },
  };
}

function sortOf(label: string): string {
  const [, clause, falls = ""] = /^(case|default)\b.*?( fall-through)?$/s.exec(label) ?? [];
  return clause === undefined ? label.replace(/ \d+$/, "") : `${clause}${falls}`;
}
