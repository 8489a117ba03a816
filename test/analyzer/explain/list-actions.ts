import { explainSource, type SourceRun } from "./run-source.ts";

/** What is told to do about some of the gaps of a source. */
export async function listActions(
  run: SourceRun,
  gaps: readonly string[],
): Promise<readonly string[]> {
  const missed = await explainSource(run);
  return gaps.map((gap) => missed[gap]?.[1] ?? `no gap ${gap}`);
}
