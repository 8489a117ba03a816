import { mergeHits } from "../coverage/merge-hits.ts";
import type { FileHits } from "../findings.ts";
import type { Actor } from "../model.ts";
import type { KeptFile } from "./kept-index.ts";
import type { KnownFacts } from "./known-facts.ts";
import type { PiecewiseOptions, Subject } from "./report-piecewise.ts";
import type { SourceReader } from "./source-reader.ts";
import type { Spool } from "./spool.ts";
import type { Workshop } from "./workshop.ts";

export interface WorkplaceParts extends PiecewiseOptions {
  readonly facts: KnownFacts;
  readonly subject: Subject;
  readonly spool: Spool;
  /** Whether actors and their routes are what they were. */
  readonly areActors: boolean;
  readonly reader: SourceReader;
}

/** What the steps of one report share. */
export interface Workplace extends WorkplaceParts {
  /** What became of each file, kept or made anew. */
  readonly results: Map<string, KeptFile>;
  /** Opened where something has to be made anew: it loads the compiler. */
  readonly openWorkshop: () => Promise<Workshop>;
  /** Its text and its counters, as one value. */
  readonly ownOf: (path: string) => string;
  readonly listActors: () => Promise<FoundActors>;
}

export interface FoundActors {
  readonly actors: readonly Actor[];
  /** The sources that they and their routes were found in. */
  readonly paths: ReadonlySet<string>;
}

export function openWorkplace(parts: WorkplaceParts): Workplace {
  const { facts, subject, areActors } = parts;
  const { index } = facts;
  const known: FoundActors | undefined =
    areActors && index ? { actors: index.actors, paths: new Set(index.actorPaths) } : undefined;
  let workshop: Workshop | undefined;
  let found = known;
  const openWorkshop = async (): Promise<Workshop> => {
    if (workshop) return workshop;
    const { Workshop } = await import("./workshop.ts");
    workshop = new Workshop({ ...parts, hitsOf: readHits(subject), actorPaths: known?.paths });
    return workshop;
  };
  return {
    ...parts,
    results: new Map(),
    openWorkshop,
    ownOf: (path) => {
      const reports = subject.byPath.get(path) ?? [];
      return [facts.hashOf(path), ...reports.map(({ key }) => key)].join(" ");
    },
    listActors: async () => {
      if (found) return found;
      const { project, paths } = (await openWorkshop()).world;
      const actors = project.actors.map(toPlain);
      found = { actors, paths };
      return found;
    },
  };
}

function readHits({ byPath }: Subject): (path: string) => FileHits | undefined {
  return (path) => {
    const reported = byPath.get(path);
    if (reported === undefined) return undefined;
    const [first, ...rest] = reported;
    return mergeHits([first.read(), ...rest.map((one) => one.read())]);
  };
}

/** Without the code that it is made of. */
function toPlain({ name, path, binding, entries }: Actor): Actor {
  return { name, path, binding, entries };
}
