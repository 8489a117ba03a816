import type {
  Artefact,
  Counter,
  Decision,
  DecisionKind,
  Evidence,
  Ignored,
  Outcome,
  Position,
  Profile,
  Site,
  SiteKind,
  Unit,
} from "../model.ts";
import { comparePositions } from "../position.ts";
import { Ids } from "./ids.ts";
import type { Lines } from "./lines.ts";
import { assertListable } from "./too-much.ts";
import { listGuards, type Place } from "./place.ts";
import type { DecidingText } from "./text/read-text.ts";

/** What a detector says of an outcome; places are offsets. */
export interface OutcomeDraft {
  readonly label: string;
  readonly start?: number | undefined;
  readonly evidence: Evidence;
  readonly ignored?: Ignored | undefined;
}

/** What a detector says of a decision; places are offsets. */
export interface DecisionDraft {
  readonly kind: DecisionKind;
  readonly start: number;
  readonly end: number;
  readonly text: DecidingText;
  readonly outcomes: readonly OutcomeDraft[];
}

/** Offsets of the starts of a site: as written, canonical, and others under which reports name it. */
export type SiteStarts = readonly [start: number, canonical: number, ...others: number[]];

const none: readonly Position[] = [];

/** Longer conditions say no more in an alias. */
const aliasLimit = 60;

/** Collects what is found in one file, in the order found. */
export class Recorder {
  readonly #lines: Lines;
  readonly #profile: Profile;
  readonly #ids: Ids = new Ids();
  readonly #decisions: Decision[] = [];
  /** Whether the decisions so far begin in source order; where the last one does. */
  #isSorted = true;
  #last = 0;
  readonly #unitCounts = new Map<string, number>();
  readonly sites: Site[] = [];
  readonly units: Unit[] = [];
  readonly artefacts: Artefact[] = [];

  constructor(lines: Lines, profile: Profile) {
    this.#lines = lines;
    this.#profile = profile;
  }

  at(offset: number): Position {
    return this.#lines.at(offset);
  }

  /** In source order; an outer decision before an inner one that starts at the same place. */
  get decisions(): readonly Decision[] {
    if (this.#isSorted) return this.#decisions;
    return this.#decisions.toSorted((a, b) => comparePositions(a.start, b.start));
  }

  /** The counters of the new site's arms, left to right. */
  addSite(kind: SiteKind, starts: SiteStarts, arms: number): readonly Counter[] {
    const site = this.sites.length;
    const start = this.at(starts[0]);
    this.sites.push({
      kind,
      start,
      canonicalStart: starts[1] === starts[0] ? start : this.at(starts[1]),
      otherStarts: starts.length === 2 ? none : starts.slice(2).map((offset) => this.at(offset)),
      arms,
    });
    const counters: Counter[] = [];
    for (let arm = 0; arm < arms; arm++) counters.push({ of: "arm", site, arm });
    return counters;
  }

  /** The ids of the outcomes, in the order given. */
  addDecision(draft: DecisionDraft, place: Place, ignored: Ignored | undefined): readonly string[] {
    const { kind, text } = draft;
    const { unit, enclosing } = place;
    const id = this.#ids.name(kind, text.key, { unit: unit.scope, enclosing });
    const ids: string[] = [];
    const outcomes: Outcome[] = [];
    for (const outcome of draft.outcomes) {
      const made = this.#createOutcome(id, outcome, ignored);
      ids.push(made.id);
      if (made.ignored === undefined || this.#profile === "full") outcomes.push(made);
    }
    if (outcomes.length > 0) {
      assertListable(this.#decisions.length);
      this.#isSorted &&= this.#last <= draft.start;
      this.#last = draft.start;
      this.#decisions.push({
        id,
        alias: createAlias(unit.path, kind, text.shown),
        kind,
        unit: unit.path,
        condition: text.shown,
        start: this.at(draft.start),
        end: this.at(draft.end),
        guards: listGuards(place),
        outcomes,
      });
    }
    return ids;
  }

  /** The unit's path in this file: the second of one name gets `~2`. */
  addUnit(
    scope: string,
    kind: Unit["kind"],
    span: { readonly start: number; readonly end: number; readonly entered?: Counter | undefined },
  ): string {
    const count = (this.#unitCounts.get(scope) ?? 0) + 1;
    this.#unitCounts.set(scope, count);
    const path = count === 1 ? scope : `${scope}~${count}`;
    const { entered } = span;
    this.units.push({
      path,
      kind,
      start: this.at(span.start),
      end: this.at(span.end),
      ...(entered && { entered }),
    });
    return path;
  }

  addArtefact(
    construct: Artefact["construct"],
    span: { readonly start: number; readonly end: number },
  ): void {
    this.artefacts.push({ construct, start: this.at(span.start), end: this.at(span.end) });
  }

  #createOutcome(decision: string, draft: OutcomeDraft, around: Ignored | undefined): Outcome {
    const { label, start, evidence } = draft;
    const ignored = around ?? draft.ignored;
    const id = `${decision}:${label}`;
    // Spelled out: spreading optional fields costs as much as all the rest.
    if (start === undefined) {
      return ignored === undefined ? { id, label, evidence } : { id, label, evidence, ignored };
    }
    const at = this.at(start);
    return ignored === undefined
      ? { id, label, start: at, evidence }
      : { id, label, start: at, evidence, ignored };
  }
}

function createAlias(unit: string, kind: DecisionKind, condition: string): string {
  if (condition === "") return `${unit}/${kind}`;
  const short =
    condition.length > aliasLimit ? `${condition.slice(0, aliasLimit - 1)}…` : condition;
  return `${unit}/${kind}(${short})`;
}
