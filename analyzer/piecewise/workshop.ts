import { hash } from "node:crypto";
import { ModuleTable } from "../modules/module-table.ts";
import type { Routes } from "../routes/find-routes.ts";
import { readOrSkip } from "../cache/collect.ts";
import { createExplainer } from "../explain/create-explainer.ts";
import type { FileHits, JoinedFile } from "../findings.ts";
import { listFile } from "../inventory/index.ts";
import { joinListed } from "../join/join-coverage.ts";
import { withoutCounters } from "../join/join-file.ts";
import type { Actor, FileInventory, Profile, SkippedFile } from "../model.ts";
import { Compiler } from "../unreachable/open-program.ts";
import { applyMarks, needsTypes, planMarks } from "../unreachable/mark-unreachable.ts";
import { type ActorWorld, openActorWorld } from "./actor-world.ts";
import { makePiece } from "./make-piece.ts";
import type { Piece } from "./piece.ts";
import type { SourceReader } from "./source-reader.ts";
import type { Spool } from "./spool.ts";

export interface WorkshopParts {
  readonly cwd: string;
  readonly profile: Profile;
  readonly reader: SourceReader;
  readonly spool: Spool;
  /** What coverage says of a file. */
  readonly hitsOf: (path: string) => FileHits | undefined;
  /** Where actors and their routes are found, if that is known. */
  readonly actorPaths: ReadonlySet<string> | undefined;
}

/** A file that was listed and joined. */
export interface Opened {
  readonly joined: JoinedFile;
  /** What does not fit to the coverage. */
  readonly found: string | undefined;
}

/** What was made of a file, and the sources that this depends on. */
export interface Made {
  readonly piece: Piece;
  readonly sources: readonly string[];
}

/** A file of a batch: what its types rule out, and the way to make its piece. */
export interface Marked {
  readonly path: string;
  readonly marks: string;
  readonly make: () => Made;
}

/** Files whose modules are in memory together. */
const MOST_MODULES = 64;

const NO_ROUTES: Routes = { of: () => [], originsAt: () => [] };

/** Makes the pieces of files: the one place that needs the compiler. Holds few files at a time. */
export class Workshop {
  readonly #parts: WorkshopParts;
  readonly #compiler: Compiler;
  #world: ActorWorld | undefined;
  #table: ModuleTable;
  #made = 0;
  #current: FileInventory | undefined;

  constructor(parts: WorkshopParts) {
    this.#parts = parts;
    this.#compiler = new Compiler(parts.cwd);
    this.#table = new ModuleTable(parts.reader.files);
  }

  get world(): ActorWorld {
    this.#world ??= openActorWorld(this.#parts.reader, (path) =>
      this.#current?.path === path ? this.#current : undefined,
    );
    return this.#world;
  }

  /** Lists a file and joins it with its counters. */
  open(path: string): Opened | SkippedFile {
    const { cwd, profile, hitsOf } = this.#parts;
    const text = readOrSkip(path, cwd);
    if (typeof text !== "string") return text;
    const inventory = listFile(path, text, profile);
    if ("reason" in inventory) return inventory;
    const { joined, found } = joinListed(inventory, hitsOf(path), text);
    return { joined: withoutCounters(joined), found };
  }

  /** Undefined where the compiler has to be asked first. */
  make(joined: JoinedFile): Made | undefined {
    const { cwd, reader } = this.#parts;
    const { actors, modules } = this.#surroundings(joined);
    const sources = new Set<string>();
    const marked = reader.track(sources, () => {
      const plan = planMarks(joined, modules, cwd);
      const compiler = this.#compiler;
      return needsTypes(plan) ? undefined : applyMarks([plan], actors, { compiler })[0];
    });
    return marked && this.#finish(marked, sources);
  }

  /** Asks the compiler about several files at once; `sources` takes the files that it read. */
  mark(files: readonly JoinedFile[], sources: Set<string>): readonly Marked[] {
    const { cwd, reader } = this.#parts;
    const plans = files.map((joined) => {
      const asked = new Set<string>();
      const { modules } = this.#surroundings(joined);
      return { asked, plan: reader.track(asked, () => planMarks(joined, modules, cwd)) };
    });
    const { actors } = this.#needsWorld(files) ? this.world.project : { actors: [] };
    const onRead = (path: string): unknown => sources.add(path);
    const marked = applyMarks(
      plans.map(({ plan }) => plan),
      actors,
      { compiler: this.#compiler, onRead },
    );
    return marked.map((joined, index) => ({
      path: joined.inventory.path,
      marks: hashMarks(joined),
      make: () => this.#finish(joined, new Set(plans[index]?.asked)),
    }));
  }

  #finish(joined: JoinedFile, sources: Set<string>): Made {
    const { reader, spool } = this.#parts;
    const { actors, modules, routes, isActor } = this.#surroundings(joined);
    this.#current = joined.inventory;
    const piece = reader.track(sources, () => {
      const explain = createExplainer({ joined: [joined], actors, routes, modules });
      return makePiece(joined, { routesOf: routes.of, explain }, { spool, mayBeOwned: isActor });
    });
    return { piece, sources: [...sources] };
  }

  /** A file that has nothing to do with actors is explained without them, so that it need not be again when they change. */
  #surroundings({ inventory }: JoinedFile): Surroundings {
    if (this.#isActor(inventory.path)) {
      const { project, routes } = this.world;
      return { ...project, routes, isActor: true };
    }
    this.#made += 1;
    if (this.#made % MOST_MODULES === 0) this.#table = new ModuleTable(this.#parts.reader.files);
    return { actors: [], modules: this.#table, routes: NO_ROUTES, isActor: false };
  }

  #needsWorld(files: readonly JoinedFile[]): boolean {
    return files.some(({ inventory }) => this.#isActor(inventory.path));
  }

  #isActor(path: string): boolean {
    return (this.#parts.actorPaths ?? this.world.paths).has(path);
  }
}

interface Surroundings {
  readonly actors: readonly Actor[];
  readonly modules: ModuleTable;
  readonly routes: Routes;
  readonly isActor: boolean;
}

function hashMarks({ findings }: JoinedFile): string {
  return hash(
    "sha256",
    JSON.stringify(findings.map(({ outcome, status, doubt }) => [outcome.id, status, doubt])),
  );
}
