import type { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import type { Clause, ClauseSite, Wanted, Wish } from "./clauses/clause.ts";
import { anotherThan } from "./clauses/membership.ts";
import { sayClause } from "./clauses/say-clause.ts";
import { sayCode } from "./code.ts";
import { type Exit, findExit, type Step } from "./results.ts";
import { sayThrow } from "./throwers.ts";

/** When a call ends as wanted: "`raw` is no JSON, e.g. "{""; undefined where the code of the project does not tell. */
export function sayWhen(
  call: ts.CallExpression,
  wanted: Wanted,
  site: ClauseSite,
): Clause | undefined {
  const exit = findExit(call, wanted, site);
  return exit && sayExit(exit);
}

function sayExit({ steps }: Exit): Clause | undefined {
  const clauses = steps.map(({ step, site }) => sayPlaced(step, site));
  if (clauses.length === 0 || clauses.includes(null)) return undefined;
  const known = clauses.filter((clause) => clause !== null);
  return {
    text: known.map(({ text }) => text).join(", and "),
    wishes: known.flatMap(({ wishes }) => wishes),
  };
}

/** Told in the names of the function it stands in; calls in it are not followed further. */
function sayPlaced(step: Step, site: ClauseSite): Clause | null {
  const clause = sayStep(step, { ...site, whenOf: () => undefined });
  if (clause === null) return null;
  const { text, example, wishes } = clause;
  return {
    text: example === undefined ? text : `${text}, e.g. ${example}`,
    wishes: wishes.map((wish): Wish => ({ ...wish, path: wish.path ?? site.path })),
  };
}

function sayStep(step: Step, site: ClauseSite): Clause | null {
  if ("expression" in step) return sayClause(step.expression, step.holds, site);
  if ("throws" in step) return sayThrow(step.throws, true, site);
  if ("text" in step)
    return {
      text: `${sayCode(step.text.getText(site.source))} is no JSON, e.g. "{"`,
      wishes: [{ subject: step.text, value: '"{"' }],
    };
  const subject = bare(step.subject);
  const name = sayCode(subject.getText(site.source));
  const listed = "none" in step ? step.none : step.matches;
  const values = listed.flatMap((one) => site.constantOf(one) ?? []);
  const [first] = values;
  if (first === undefined || values.length < listed.length) return null;
  if ("matches" in step) {
    const value = JSON.stringify(first);
    return { text: `${name} is ${value}`, wishes: [{ subject, value }] };
  }
  const other = JSON.stringify(anotherThan(values));
  return {
    text: `${name} is none of these cases, e.g. ${other}`,
    wishes: [{ subject, value: other }],
  };
}
