import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ModuleTable } from "../modules/module-table.ts";
import { unlessTooDeep } from "../modules/unless-too-deep.ts";
import { locate } from "../explain/locate.ts";
import { offsetOf } from "../explain/offset.ts";
import type { Finding, JoinedFile, Status } from "../findings.ts";
import type { Actor } from "../model.ts";
import { ts } from "ts-morph";
import { type Guess, guessConstant, markConstant } from "./constant/mark-constant.ts";
import { isExhaustive } from "./is-exhaustive.ts";
import { isUntrusted } from "./is-untrusted.ts";
import { findNeverValue, looksImpossible } from "./never-value.ts";
import { type CheckedFile, Compiler } from "./open-program.ts";

/** What a type proves: every value it allows has a case. */
const EXHAUSTIVE = "every value of the type has a case";
/** What a type proves: nothing is left of it. */
const IMPOSSIBLE = "no value of the type is left here";

/** Told of what a type rules out, where the value is not compiled with it. */
const DOUBT = "its type rules this out, but untrusted input reaches it";

export interface MarkOptions {
  readonly cwd: string;
  /** Called with each file that the types depend on. */
  readonly onRead?: ((path: string) => void) | undefined;
}

export interface MarkedProject {
  readonly actors: readonly Actor[];
  readonly modules: ModuleTable;
}

/**
 * Takes out of the measurement the missed outcomes that can never be taken: those that a constant rules out, whatever
 * runs, and those that the types of the source rule out: a switch without default whose cases name every value, and
 * code for what cannot be, such as `default: assertNever(x)`. The compiler is opened for them only. Where the value comes
 * in at an actor's door, or through a cast, its type proves nothing: the outcome stays missed, and that is said.
 */
export function markUnreachable(
  joined: readonly JoinedFile[],
  { actors, modules }: MarkedProject,
  { cwd, onRead }: MarkOptions,
): readonly JoinedFile[] {
  const plans = joined.map((file) => planMarks(file, modules, cwd));
  return applyMarks(plans, actors, { compiler: new Compiler(cwd), onRead });
}

export interface ApplyOptions {
  readonly compiler: Compiler;
  /** Called with each file that the types depend on. */
  readonly onRead?: ((path: string) => void) | undefined;
}

/** Does what was planned, with one program for all files that need types. */
export function applyMarks(
  plans: readonly MarkPlan[],
  actors: readonly Actor[],
  { compiler, onRead }: ApplyOptions,
): readonly JoinedFile[] {
  const asked = plans.filter(needsTypes).map(({ file }) => file.inventory.path);
  const program = asked.length > 0 ? compiler.open(asked) : undefined;
  for (const path of program?.files ?? []) onRead?.(path);
  return plans.map((plan) => {
    const { file, byType, constant } = plan;
    const checked = needsTypes(plan) ? program?.of(file.inventory.path) : undefined;
    const marked =
      checked && byType.size > 0 ? markByType(file, byType, { actors, checked }) : file;
    const by = constant?.source ?? checked;
    return constant && by ? markConstant(marked, by) : marked;
  });
}

/** What is to be looked at in a file. */
export interface MarkPlan {
  readonly file: JoinedFile;
  readonly byType: ReadonlySet<Finding>;
  readonly constant: Guess | undefined;
}

/** Finds out what is to be looked at, from the text alone. */
export function planMarks(file: JoinedFile, modules: ModuleTable, cwd: string): MarkPlan {
  return { file, byType: listCandidates(file, cwd), constant: guessConstant(file, modules) };
}

/** Whether the compiler has to be opened. */
export function needsTypes({ byType, constant }: MarkPlan): boolean {
  return byType.size > 0 || (constant !== undefined && constant.source === undefined);
}

/** The same, by types alone, and for the outcomes that are asked about. */
function markByType(
  file: JoinedFile,
  asked: ReadonlySet<Finding>,
  { actors, checked }: { readonly actors: readonly Actor[]; readonly checked: CheckedFile },
): JoinedFile {
  const prove = createProof(file, actors, checked);
  const findings = file.findings.map((finding) => {
    // The checker goes as deep as the code does: what it cannot judge stays missed.
    const proof = asked.has(finding) ? unlessTooDeep(() => prove(finding)) : undefined;
    if (proof === undefined) return finding;
    if (proof.isTrusted) return { ...finding, status: unreachable(proof.reason) };
    return { ...finding, doubt: DOUBT };
  });
  return { ...file, findings };
}

function unreachable(reason: string): Status {
  return { status: "unreachable", hits: 0, reason };
}

/** The missed outcomes that a type may rule out, as far as the text tells. */
function listCandidates({ inventory, findings }: JoinedFile, cwd: string): ReadonlySet<Finding> {
  let source: { readonly text: string; readonly lines: readonly number[] } | undefined;
  const looks = ({ outcome: { start } }: Finding): boolean => {
    if (!start) return false;
    if (source === undefined) {
      const text = readText(resolve(cwd, inventory.path));
      source = { text, lines: lineStartsOf(text) };
    }
    return looksImpossible(source.text, (source.lines[start.line - 1] ?? 0) + start.column);
  };
  return new Set(
    findings.filter((finding) => {
      const { decision, outcome, status } = finding;
      if (status.status !== "missed") return false;
      if (decision.kind === "switch" && outcome.label === "no match") return true;
      const isBranch =
        decision.kind === "if" || (decision.kind === "switch" && outcome.label === "default");
      return isBranch && looks(finding);
    }),
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the join has read it; if it is gone now, nothing is proven
  }
}

/** Where each line begins. */
function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

interface Proof {
  readonly reason: string;
  /** False where the value may be other than its type claims. */
  readonly isTrusted: boolean;
}

function createProof(
  { inventory }: JoinedFile,
  actors: readonly Actor[],
  { tree, checker }: CheckedFile,
): (finding: Finding) => Proof | undefined {
  const doors = new Set(
    actors
      .filter(({ path }) => path === inventory.path)
      .flatMap(({ name, entries }) => entries.map((entry) => `${name}.${entry.name}`)),
  );
  const isDoor = (node: ts.Node): boolean =>
    ts.isMethodDeclaration(node) &&
    ts.isClassLike(node.parent) &&
    doors.has(`${node.parent.name?.text ?? ""}.${node.name.getText(tree)}`);
  const proofOf = (reason: string, value: ts.Expression): Proof => ({
    reason,
    isTrusted: !isUntrusted(value, isDoor, checker),
  });
  return ({ decision, outcome }) => {
    if (outcome.label !== "no match") {
      const value = outcome.start && findNeverValue(tree, offsetOf(tree, outcome.start), checker);
      return value && proofOf(IMPOSSIBLE, value);
    }
    const node = locate(tree, decision)?.node;
    if (node === undefined || !ts.isSwitchStatement(node) || !isExhaustive(node, checker))
      return undefined;
    return proofOf(EXHAUSTIVE, node.expression);
  };
}
