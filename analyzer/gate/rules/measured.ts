import type { ReportFile } from "../../report/document.ts";
import { nameSome } from "../name-some.ts";
import type { Patch } from "../patch.ts";
import type { GateInput, Rule } from "../rule.ts";

/**
 * Every file with outcomes has to be in the coverage. A file that no test loads would else leave the
 * denominator, and the gate would pass because nobody tested it.
 */
export const measured: Rule = {
  check: (input) => {
    const files = listAsked(input);
    const missing = files.filter((file) => !file.measured);
    return [
      {
        name: "measured",
        passed: missing.length === 0,
        actual:
          missing.length === 0
            ? `${files.length} of ${files.length} files`
            : `not in the coverage: ${nameSome(missing.map(({ path }) => path))}`,
        expected: "every file with branches in the coverage",
        outcomes: missing.flatMap((file) =>
          file.decisions.flatMap((decision) => decision.outcomes.map(({ id }) => id)),
        ),
      },
    ];
  },
};

/** Whoever asks about a change only is not told of files that it leaves alone. */
function listAsked({ report, limits, patch }: GateInput): readonly ReportFile[] {
  const files = report.files.filter((file) => file.decisions.length > 0);
  if (patch === undefined || hasShare(limits)) return files;
  return files.filter((file) => isTouched(file, patch));
}

function hasShare({
  minBranches,
  minBranchesPerFile,
  files,
  actors,
}: GateInput["limits"]): boolean {
  return [minBranches, minBranchesPerFile, files, actors].some((limit) => limit !== undefined);
}

function isTouched({ path, decisions }: ReportFile, { isNew }: Patch): boolean {
  return decisions.some(({ outcomes }) => outcomes.some(({ id }) => isNew(path, id)));
}
