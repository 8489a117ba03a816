import { AnalyzerError } from "../errors.ts";
import { readTarget, type Target } from "../report/find-target.ts";

/** The branches that a command names; throws AnalyzerError "usage" where it names none. */
export function readTargets(texts: readonly string[]): readonly Target[] {
  if (texts.length > 0) return texts.map(readTarget);
  throw new AnalyzerError(
    "usage",
    "Could not explain anything: found no branch named, expected an id, an alias or file:line. " +
      'Take one from "footlights report".',
  );
}

/** The files that the targets name; undefined where one does not name its file, for then all have to be looked at. */
export function pathsOf(targets: readonly Target[]): readonly string[] | undefined {
  const paths = targets.flatMap((target) => (target.kind === "line" ? [target.path] : []));
  return paths.length === targets.length ? [...new Set(paths)] : undefined;
}
