import type { ReadCounter } from "../findings.ts";
import type { Counter, Evidence, FileInventory } from "../model.ts";
import type { Equation, EquationTerm } from "./document.ts";

/** The counters that an outcome is read from, with what they say. */
export function equationOf(
  evidence: Evidence,
  { sites }: Pick<FileInventory, "sites">,
  read: ReadCounter,
): Equation {
  const termOf = (role: EquationTerm["role"], counter: Counter): EquationTerm => {
    const count = read(counter);
    return { role, counter: nameCounter(counter, sites), count: toNumber(count) };
  };
  switch (evidence.by) {
    case "nothing":
      return { by: "nothing", terms: [] };
    case "counter":
      return { by: "counter", terms: [termOf("plus", evidence.counter)] };
    case "difference":
      return {
        by: "difference",
        terms: [
          ...evidence.plus.map((counter) => termOf("plus", counter)),
          ...evidence.minus.map((counter) => termOf("minus", counter)),
        ],
      };
    case "loop":
      return {
        by: "loop",
        terms: [termOf("entered", evidence.entered), termOf("body", evidence.body)],
      };
  }
}

/** A counter as Istanbul's report would be searched for it: 1-based lines, 0-based columns, arms from 0. */
function nameCounter(counter: Counter, sites: FileInventory["sites"]): string {
  if (counter.of !== "arm") return `${counter.of} at ${sayPosition(counter.start)}`;
  const site = sites[counter.site];
  const place = site === undefined ? "" : ` of the ${site.kind} at ${sayPosition(site.start)}`;
  return `arm ${counter.arm}${place}`;
}

function sayPosition({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}

function toNumber(count: ReturnType<ReadCounter>): number | null {
  return typeof count === "number" ? count : null;
}
