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
import { createIds, type Ids } from "./ids.ts";
import type { Lines } from "./lines.ts";

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
  /** The deciding text for people. */
  readonly condition: string;
  /** The same text as no formatter changes it, for the id. */
  readonly key: string;
  readonly outcomes: readonly OutcomeDraft[];
}

/** Where a decision stands. */
export interface Place {
  readonly unit: { readonly path: string; readonly scope: string };
  /** Id of the innermost outcome around it in the unit, or "". */
  readonly enclosing: string;
  readonly guards: readonly string[];
  /** The hint that takes all of this place out of the measurement. */
  readonly ignored: Ignored | undefined;
}

/** Longer conditions say no more in an alias. */
const aliasLimit = 60;

/** Collects what is found in one file, in the order found. */
export class Recorder {
  readonly #lines: Lines;
  readonly #profile: Profile;
  readonly #ids: Ids = createIds();
  readonly #decisions: Decision[] = [];
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
    return this.#decisions.toSorted((a, b) => comparePositions(a.start, b.start));
  }

  /** The counters of the new site's arms, left to right. */
  addSite(
    kind: SiteKind,
    [start, canonical, ...others]: readonly [start: number, canonical: number, ...others: number[]],
    arms: number,
  ): readonly Counter[] {
    const site = this.sites.length;
    const position = this.at(start);
    this.sites.push({
      kind,
      start: position,
      canonicalStart: canonical === start ? position : this.at(canonical),
      otherStarts: others.map((offset) => this.at(offset)),
      arms,
    });
    return Array.from({ length: arms }, (_, arm) => ({ of: "arm", site, arm }));
  }

  /** The ids of the outcomes, in the order given. */
  addDecision(draft: DecisionDraft, place: Place): readonly string[] {
    const { kind, condition } = draft;
    const { unit, enclosing, guards } = place;
    const id = this.#ids.name(unit.scope, kind, draft.key, enclosing);
    const outcomes = draft.outcomes.map((outcome) =>
      this.#createOutcome(id, outcome, place.ignored),
    );
    const counted =
      this.#profile === "istanbul"
        ? outcomes.filter(({ ignored }) => ignored === undefined)
        : outcomes;
    if (counted.length > 0) {
      this.#decisions.push({
        id,
        alias: createAlias(unit.path, kind, condition),
        kind,
        unit: unit.path,
        condition,
        start: this.at(draft.start),
        end: this.at(draft.end),
        guards,
        outcomes: counted,
      });
    }
    return outcomes.map((outcome) => outcome.id);
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
    return {
      id: `${decision}:${label}`,
      label,
      ...(start === undefined ? undefined : { start: this.at(start) }),
      evidence,
      ...(ignored === undefined ? undefined : { ignored }),
    };
  }
}

function createAlias(unit: string, kind: DecisionKind, condition: string): string {
  if (condition === "") return `${unit}/${kind}`;
  const short =
    condition.length > aliasLimit ? `${condition.slice(0, aliasLimit - 1)}…` : condition;
  return `${unit}/${kind}(${short})`;
}
