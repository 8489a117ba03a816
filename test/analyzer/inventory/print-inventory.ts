import type {
  Counter,
  Decision,
  Evidence,
  FileInventory,
  Outcome,
  Position,
  SkippedFile,
  Unit,
} from "../../../analyzer/model.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";

/** What is found in a text under both profiles, as JSON with one decision in two lines. */
export function printInventory(path: string, text: string): string {
  const full = listFile(path, text, "full");
  const stock = listFile(path, text, "istanbul");
  const units = "reason" in full ? [] : full.units.map((unit) => printUnit(unit));
  return `{
  "units": ${printList(units, "  ")},
  "full": ${printFile(full)},
  "istanbul": ${printFile(stock)}
}
`;
}

function printFile(file: FileInventory | SkippedFile): string {
  if ("reason" in file) return JSON.stringify({ reason: file.reason });
  const { units, decisions, artefacts } = file;
  const outcomes = decisions.reduce((sum, decision) => sum + decision.outcomes.length, 0);
  const totals = { units: units.length, decisions: decisions.length, outcomes };
  const aliases = nameOutcomes(decisions);
  const constructs = artefacts.map(({ construct, start }) => `${construct} ${print(start)}`);
  return `{
    "totals": ${printInline(totals)},
    "decisions": ${printList(
      decisions.map((decision) => printDecision(decision, { file, aliases })),
      "    ",
    )},
    "artefacts": ${JSON.stringify(constructs)}
  }`;
}

/** Ids of outcomes in words: guards are told by them. */
function nameOutcomes(decisions: readonly Decision[]): ReadonlyMap<string, string> {
  return new Map(
    decisions.flatMap(({ alias, start, outcomes }) =>
      outcomes.map(({ id, label }) => [id, `${alias}@${print(start)} ${label}`] as const),
    ),
  );
}

interface Around {
  readonly file: FileInventory;
  readonly aliases: ReadonlyMap<string, string>;
}

function printDecision(decision: Decision, { file, aliases }: Around): string {
  const { alias, kind, unit, condition, start, end, guards, outcomes } = decision;
  const head = { alias, kind, unit, condition, start: print(start), end: print(end) };
  const rest = {
    guards: guards.map((id) => aliases.get(id) ?? id),
    outcomes: outcomes.map((outcome) => printOutcome(outcome, file)),
  };
  return `${printInline(head).slice(0, -2)},\n        ${printInline(rest).slice(2)}`;
}

function printOutcome({ label, start, evidence, ignored }: Outcome, file: FileInventory): string {
  const place = start === undefined ? "" : ` ${print(start)}`;
  const hint =
    ignored && `; ignored: ${ignored.hint}, ${ignored.why ?? "no reason"}, line ${ignored.line}`;
  return `${label}${place}: ${printEvidence(evidence, file)}${hint ?? ""}`;
}

function printEvidence(evidence: Evidence, file: FileInventory): string {
  const name = (counter: Counter): string => printCounter(counter, file);
  switch (evidence.by) {
    case "counter":
      return name(evidence.counter);
    case "difference":
      return `${evidence.plus.map(name).join(" + ")} - (${evidence.minus.map(name).join(" + ")})`;
    case "loop":
      return `${evidence.times} of ${name(evidence.body)} per ${name(evidence.entered)}`;
    case "nothing":
      return `nothing(${evidence.reason})`;
  }
}

function printCounter(counter: Counter, { sites }: FileInventory): string {
  if (counter.of !== "arm") return `${counter.of} ${print(counter.start)}`;
  const site = sites[counter.site];
  if (site === undefined) throw new Error(`no site ${counter.site}`);
  return `${site.kind} ${print(site.start)} arm ${counter.arm}`;
}

function printUnit({ path, kind, start, end, entered }: Unit): string {
  const counter =
    entered && ` by ${entered.of} ${entered.of === "arm" ? "?" : print(entered.start)}`;
  return JSON.stringify(`${path}: ${kind} ${print(start)} to ${print(end)}${counter ?? ""}`);
}

function print({ line, column }: Position): string {
  return `${line}:${column}`;
}

function printInline(value: object): string {
  const entries = Object.entries(value).map(
    ([key, of]) => `${JSON.stringify(key)}: ${JSON.stringify(of)}`,
  );
  return `{ ${entries.join(", ")} }`;
}

function printList(items: readonly string[], indent: string): string {
  if (items.length === 0) return "[]";
  return `[\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}]`;
}
