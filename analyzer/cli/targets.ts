import { AnalyzerError } from "../errors.ts";
import { readTarget, type Target } from "../report/find-target.ts";

/** For the help of verbs that are asked about branches. */
export const NAMED: string = `An id (k3q0v7f2ab or k3q0v7f2ab:else), an alias or file:line, as "footlights report" and "footlights list" print them.
An id or alias is looked for in the paths of footlights.config.ts, else in the files that the coverage names.`;

/** The branches that a command names; throws AnalyzerError "usage" where it names none, in the words of the verb. */
export function readTargets(texts: readonly string[], verb: string): readonly Target[] {
  if (texts.length > 0) return texts.map(readTarget);
  throw new AnalyzerError(
    "usage",
    `Could not run "${verb}": found no branch named, expected an id, an alias or file:line. ` +
      `Take one from "footlights report", such as "footlights ${verb} src/room.ts:42".`,
  );
}

/** The files that the targets name; undefined where one does not name its file, for then all have to be looked at. */
export function pathsOf(targets: readonly Target[]): readonly string[] | undefined {
  const paths = targets.flatMap((target) => (target.kind === "line" ? [target.path] : []));
  return paths.length === targets.length ? [...new Set(paths)] : undefined;
}
