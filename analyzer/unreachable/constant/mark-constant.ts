import type { Module } from "../../modules/module.ts";
import type { ModuleTable } from "../../modules/module-table.ts";
import { unlessTooDeep } from "../../modules/unless-too-deep.ts";
import { locate } from "../../explain/locate.ts";
import { offsetOf } from "../../explain/offset.ts";
import type { Finding, JoinedFile } from "../../findings.ts";
import type { ts } from "ts-morph";
import type { CheckedFile } from "../open-program.ts";
import { checkNames } from "./checked-names.ts";
import { createCompletes } from "./completion.ts";
import { type Certain, type DeadCode, listDeadCode } from "./dead-code.ts";
import { createEvaluate } from "./evaluate.ts";
import { guessNames } from "./guessed-names.ts";
import type { Names } from "./names.ts";
import { findClosedWay } from "./ways.ts";
import { countLeading } from "../../count-leading.ts";

/** Why an outcome can never be taken, whatever runs; undefined where it may be. */
type Judge = (finding: Finding) => string | undefined;

/** How far the text of a file tells what constants rule out in it. */
export interface Guess {
  /** The text of the file itself, where no name matters; else the type checker is to be asked. */
  readonly source: ts.SourceFile | undefined;
}

/** What no name is known by. */
const NO_NAMES: Names = { constantOf: () => undefined, calledBy: () => undefined };

/** Undefined where constants rule out nothing that was missed, as far as the text tells: without the compiler. */
export function guessConstant(
  { inventory, findings }: JoinedFile,
  modules: ModuleTable,
): Guess | undefined {
  const missed = findings.filter(({ status }) => status.status === "missed");
  const module = missed.length > 0 ? modules.get(inventory.path) : undefined;
  return module && unlessTooDeep(() => guess(missed, module, modules));
}

function guess(
  missed: readonly Finding[],
  module: Module,
  modules: ModuleTable,
): Guess | undefined {
  const { source } = module;
  const judge = createJudge(source, guessNames(module, modules));
  const ruledOut = missed.filter((finding) => judge(finding) !== undefined);
  if (ruledOut.length === 0) return undefined;
  const judgeText = createJudge(source, NO_NAMES);
  const isPlain = ruledOut.every((finding) => judgeText(finding) !== undefined);
  return { source: isPlain ? source : undefined };
}

/**
 * Takes out of the measurement what can never happen because a condition is a constant, or because nothing passes the
 * code before. Where a run did take such an outcome, a build has put other values in: then nothing is believed.
 */
export function markConstant(file: JoinedFile, by: ts.SourceFile | CheckedFile): JoinedFile {
  const mark = (): JoinedFile => {
    const judge =
      "checker" in by ? createJudge(by.tree, checkNames(by)) : createJudge(by, NO_NAMES);
    if (file.findings.some((finding) => wasTaken(finding) && judge(finding) !== undefined))
      return file;
    return { ...file, findings: file.findings.map((finding) => markFinding(finding, judge)) };
  };
  return unlessTooDeep(mark) ?? file;
}

function markFinding(finding: Finding, judge: Judge): Finding {
  const { status } = finding;
  const isOpen = status.status === "missed" || status.status === "unknown";
  const reason = isOpen ? judge(finding) : undefined;
  if (reason === undefined) return finding;
  return {
    ...finding,
    status: { status: "unreachable", hits: 0, reason: `constant, for ${reason}` },
  };
}

function wasTaken({ status }: Finding): boolean {
  return status.status === "covered" || (status.status === "ignored" && (status.hits ?? 0) > 0);
}

function createJudge(source: ts.SourceFile, names: Names): Judge {
  const evaluate = createEvaluate(names);
  const certain: Certain = { source, evaluate, completes: createCompletes(evaluate, names) };
  const dead = listDeadCode(certain).toSorted((left, right) => left.from - right.from);
  return ({ decision, outcome }) => {
    const inside =
      find(dead, offsetOf(source, decision.start)) ??
      (outcome.start && find(dead, offsetOf(source, outcome.start)));
    if (inside) return inside.reason;
    const node = locate(source, decision)?.node;
    return node && findClosedWay(node, { decision, outcome }, certain);
  };
}

/** The piece that an offset is in; pieces do not overlap. */
function find(pieces: readonly DeadCode[], offset: number): DeadCode | undefined {
  const piece = pieces[countLeading(pieces, ({ from }) => from <= offset) - 1];
  return piece && offset < piece.to ? piece : undefined;
}
