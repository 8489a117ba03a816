import { describeInputs, type KeptInput } from "../cache/kept-inputs.ts";
import type { OpenedCoverage } from "../coverage/open-coverage.ts";
import type { KeptBatch } from "./kept-index.ts";
import type { KeptReport } from "./kept-report.ts";
import { hashFolders, sketchFile } from "./known-facts.ts";
import type { FoundActors, Workplace } from "./workplace.ts";

export interface Finished {
  readonly place: Workplace;
  readonly found: FoundActors;
  readonly batches: readonly KeptBatch[];
  readonly coverage: OpenedCoverage;
  /** Files of the coverage that were read. */
  readonly reports: readonly string[];
  readonly startedAt: number;
}

/** The files that a report depends on. */
export interface ReadFiles {
  readonly paths: readonly string[];
  /** What they are; undefined where one of them was written meanwhile. */
  readonly inputs: readonly KeptInput[] | undefined;
}

/** Keeps what was found for the next run. */
export function keep(finished: Finished, save: KeptReport["save"]): ReadFiles {
  const { place, found, batches, coverage, startedAt } = finished;
  const { cwd, facts, subject, results, reader } = place;
  const { ran } = subject;
  const files = subject.listed.flatMap((path) => results.get(path) ?? []);
  const configurations = [
    ...new Set([...(facts.index?.configurations ?? []), ...reader.configurations]),
  ];
  const actorPaths = [...found.paths];
  const paths = [
    ...new Set([
      ...finished.reports,
      ...ran,
      ...configurations,
      ...actorPaths,
      ...files.flatMap(({ sources }) => sources),
      ...batches.flatMap(({ sources }) => sources),
    ]),
  ];
  const inputs = describeInputs(paths, { cwd, startedAt, known: facts.inputs });
  if (inputs === undefined) return { paths, inputs };
  const before = facts.index?.sketches ?? {};
  const sketches = ran.map((path) => {
    const known = facts.hasChanged(path) ? undefined : before[path];
    return [path, known ?? sketchFile(path, cwd)] as const;
  });
  save({
    inputs,
    folders: hashFolders(ran),
    sketches: Object.fromEntries(sketches),
    reports: coverage.reports,
    configurations,
    actors: found.actors,
    actorPaths,
    files,
    batches,
  });
  return { paths, inputs };
}
