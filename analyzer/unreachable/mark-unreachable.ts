import { locate } from "../explain/locate.ts";
import type { Finding, JoinedFile, Status } from "../findings.ts";
import type { Actor } from "../model.ts";
import { ts } from "ts-morph";
import { isExhaustive } from "./is-exhaustive.ts";
import { isUntrusted } from "./is-untrusted.ts";
import { type TypedProgram, openPrograms } from "./open-program.ts";

/** What a type proves: every value it allows has a case. */
const PROVEN: Status = {
  status: "unreachable",
  hits: 0,
  reason: "every value of the type has a case",
};

export interface MarkOptions {
  readonly cwd: string;
  /** Called with each file that the types depend on. */
  readonly onRead?: ((path: string) => void) | undefined;
}

/**
 * Takes out of the measurement the missed outcomes that the types of the source rule out: a switch without default
 * whose cases name every value. The compiler is opened for them only. Where the value comes in at an actor's door,
 * or through a cast, its type proves nothing and the outcome stays missed.
 */
export function markUnreachable(
  joined: readonly JoinedFile[],
  actors: readonly Actor[],
  { cwd, onRead }: MarkOptions,
): readonly JoinedFile[] {
  const paths = joined
    .filter(({ findings }) => findings.some(isCandidate))
    .map(({ inventory }) => inventory.path);
  if (paths.length === 0) return joined;
  const program = openPrograms(paths, cwd);
  for (const path of program.files) onRead?.(path);
  const asked = new Set(paths);
  return joined.map((file) => {
    if (!asked.has(file.inventory.path)) return file;
    const isProven = createProof(file, actors, program);
    const findings = file.findings.map((finding) =>
      isCandidate(finding) && isProven(finding) ? { ...finding, status: PROVEN } : finding,
    );
    return { ...file, findings };
  });
}

function isCandidate({ decision, outcome, status }: Finding): boolean {
  return status.status === "missed" && decision.kind === "switch" && outcome.label === "no match";
}

function createProof(
  { inventory }: JoinedFile,
  actors: readonly Actor[],
  program: TypedProgram,
): (finding: Finding) => boolean {
  const file = program.of(inventory.path);
  if (file === undefined) return () => false;
  const { tree, checker } = file;
  const doors = new Set(
    actors
      .filter(({ path }) => path === inventory.path)
      .flatMap(({ name, entries }) => entries.map((entry) => `${name}.${entry.name}`)),
  );
  const isDoor = (node: ts.Node): boolean =>
    ts.isMethodDeclaration(node) &&
    ts.isClassLike(node.parent) &&
    doors.has(`${node.parent.name?.text ?? ""}.${node.name.getText(tree)}`);
  return ({ decision }) => {
    const node = locate(tree, decision)?.node;
    return (
      node !== undefined &&
      ts.isSwitchStatement(node) &&
      isExhaustive(node, checker) &&
      !isUntrusted(node.expression, isDoor, checker)
    );
  };
}
