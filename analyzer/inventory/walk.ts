import type { Artefact, Counter, Ignored, Profile, SiteKind } from "../model.ts";
import type { Count, LossyCount } from "./counts.ts";
import { Expectations } from "./expectations.ts";
import type { Hints } from "./hints/index.ts";
import { Marks } from "./marks.ts";
import type { Passage } from "./losses/passage.ts";
import { type Place, placeBehind, placeInModule, placeUnder } from "./place.ts";
import type { DecisionDraft, Recorder, SiteStarts } from "./recorder.ts";
import { type Scope, scopeOfStatements } from "./losses/scope.ts";
import { StatementPassage } from "./losses/statement-passage.ts";
import { forEachChild, type ts } from "./syntax.ts";

/** Says what a node of one kind means, and walks on into its children. */
export type Visitor = (node: ts.Node, walk: Walk) => void;

/** Visitors by syntax kind; a kind without one is walked through. */
export type Visitors = readonly (Visitor | undefined)[];

/** What is walked, and where it is recorded. */
export type WalkedFile = Pick<Walk, "sourceFile" | "profile" | "isJoined" | "recorder" | "hints">;

const noCounters: readonly Counter[] = [];

/** One pass over the tree of a file: where it is, and what is known there. */
export class Walk {
  readonly sourceFile: ts.SourceFile;
  readonly profile: Profile;
  /** Whether coverage will be joined: else nobody asks for counters. */
  readonly isJoined: boolean;
  /** Whether it matters what counts lose where something throws. */
  readonly weighsLosses: boolean;
  readonly recorder: Recorder;
  /** Absent where the file has no ignore comments. */
  readonly hints: Hints | undefined;
  readonly expected: Expectations = new Expectations();
  /** How often the pattern that is being walked took a value apart. */
  asked: LossyCount | undefined = undefined;
  /** Whether this code leaves nothing to run: ambient declarations, overloads, types. */
  isErased = false;
  /** The ignore hint that takes this code out of the measurement. */
  ignored: Ignored | undefined;
  /** Where the walk is; who moves it puts it back. */
  place: Place;
  /** What shows whether code here came to its end. */
  passage: Passage | undefined = undefined;
  /** The names that are declared around. */
  scope: Scope | undefined = undefined;
  readonly #visitors: Visitors;
  readonly #marks: Marks;

  constructor(file: WalkedFile, visitors: Visitors) {
    this.sourceFile = file.sourceFile;
    this.profile = file.profile;
    this.isJoined = file.isJoined;
    this.weighsLosses = file.isJoined && file.profile === "full";
    this.recorder = file.recorder;
    this.hints = file.hints;
    this.ignored = file.hints?.file;
    this.#visitors = visitors;
    this.#marks = new Marks(file.sourceFile.text);
    this.place = placeInModule(file.sourceFile, file.recorder);
  }

  readonly visit = (node: ts.Node): void => {
    if (!this.#marks.areIn(node.pos, node.end)) return;
    const hint = this.hints === undefined ? undefined : this.hints.of(node);
    if (hint !== undefined) this.ignoring(hint, () => this.#dispatch(node));
    else this.#dispatch(node);
  };

  #dispatch(node: ts.Node): void {
    const visitor = this.#visitors[node.kind];
    if (visitor === undefined) forEachChild(node, this.visit);
    else visitor(node, this);
  }

  /** Walks code in another place; early exits in it end with it. */
  inPlace(place: Place, visit: () => void): void {
    const outer = this.place;
    this.place = place;
    visit();
    this.place = outer;
  }

  /** Whether anything in a node may be worth a visit. */
  isMarked({ pos, end }: ts.TextRange): boolean {
    return this.#marks.areIn(pos, end);
  }

  visitChildren(node: ts.Node): void {
    forEachChild(node, this.visit);
  }

  visitAll(nodes: readonly ts.Node[] | undefined): void {
    if (nodes !== undefined) for (const node of nodes) this.visit(node);
  }

  /** Visits statements that run in order: an early exit guards those behind it, and nothing further. */
  visitStatements(statements: readonly ts.Node[]): void {
    const { place, passage, scope } = this;
    if (this.weighsLosses) this.scope = scopeOfStatements(statements, scope);
    for (const [index, statement] of statements.entries()) {
      if (!this.isMarked(statement)) continue;
      if (this.weighsLosses) this.passage = new StatementPassage(statements, index, this);
      this.visit(statement);
      this.passage = passage;
    }
    this.place = place;
    this.scope = scope;
  }

  /** Walks code that sees names of its own. */
  scoping(createScope: (outer: Scope | undefined) => Scope, visit: () => void): void {
    const outer = this.scope;
    if (this.weighsLosses) this.scope = createScope(outer);
    visit();
    this.scope = outer;
  }

  /** Walks code in a passage of its own. */
  passing(findPassage: () => Passage | undefined, visit: () => void): void {
    const outer = this.passage;
    if (this.weighsLosses) this.passage = findPassage();
    visit();
    this.passage = outer;
  }

  /** Visits what runs only after the outcome was taken; early exits in it end with it. Gives the place at its end. */
  visitUnder(outcome: string | undefined, node: ts.Node | undefined): Place {
    const place = this.place;
    if (node === undefined) return place;
    if (outcome !== undefined && this.isMarked(node)) this.place = placeUnder(place, outcome);
    this.visit(node);
    const end = this.place;
    this.place = place;
    return end;
  }

  /** The same, for what an ignore hint may take out. */
  visitArm(
    { outcome, hint }: { readonly outcome: string; readonly hint: Ignored | undefined },
    node: ts.Node | undefined,
  ): Place {
    const { ignored } = this;
    this.ignored ??= hint;
    const end = this.visitUnder(outcome, node);
    this.ignored = ignored;
    return end;
  }

  /** Visits what runs after an outcome that is among the guards already. */
  visitEnclosed(outcome: string | undefined, node: ts.Node): void {
    const { place } = this;
    if (outcome !== undefined) this.place = { ...place, enclosing: outcome };
    this.visit(node);
    this.place = place;
  }

  /** The same, for what is not one node. */
  within(outcome: string | undefined, visit: () => void): void {
    this.inPlace(outcome === undefined ? this.place : placeUnder(this.place, outcome), visit);
  }

  /** From here on the outcome was taken, until the walk is put back. */
  pass(outcome: string): void {
    this.place = placeBehind(this.place, outcome);
  }

  /** From here on everything was taken that leads to the end of an inner place. */
  passTo(end: Place): void {
    this.place = { ...this.place, guard: end.guard };
  }

  /** Walks code that leaves nothing to run. */
  erasing(visit: () => void): void {
    if (this.profile === "full") return; // there is nothing to list in it
    const { isErased } = this;
    this.isErased = true;
    visit();
    this.isErased = isErased;
  }

  /** Visits types: Istanbul does, and may find the pattern of a parameter or a computed name in one. */
  visitTypes(types: ts.Node | readonly ts.Node[] | undefined): void {
    if (this.profile === "full" || types === undefined) return;
    this.erasing(() => ("kind" in types ? this.visit(types) : this.visitAll(types)));
  }

  /** Walks code that an ignore hint takes out, if there is one; the outer hint is the one that is told. */
  ignoring(hint: Ignored | undefined, visit: () => void): void {
    const { ignored } = this;
    this.ignored ??= hint;
    visit();
    this.ignored = ignored;
  }

  /** Walks patterns that take a value apart that often. */
  asking(asked: LossyCount | undefined, visit: () => void): void {
    const outer = this.asked;
    this.asked = asked;
    visit();
    this.asked = outer;
  }

  /** Whether code here has counters that somebody asks for. */
  get isCounted(): boolean {
    return this.isJoined && !this.isErased && this.ignored === undefined;
  }

  /** The counters of the arms of a site that stands here; none where nothing of it is counted. */
  addSite(kind: SiteKind, starts: SiteStarts, arms: number): readonly Counter[] {
    if (!this.isCounted || arms === 0) return noCounters;
    return this.recorder.addSite(kind, starts, arms);
  }

  /** Counts by arm of a site that stands here; an arm with a hint has no counter. */
  addArms(
    kind: SiteKind,
    starts: SiteStarts,
    hints: readonly (Ignored | undefined)[],
  ): readonly Count[] {
    if (!this.isJoined) return noCounters;
    if (this.hints === undefined) return this.addSite(kind, starts, hints.length);
    const kept = hints.filter((hint) => hint === undefined);
    const rest = this.addSite(kind, starts, kept.length).values();
    return hints.map((hint) => (hint === undefined ? rest.next().value : undefined));
  }

  addArtefact(construct: Artefact["construct"], node: ts.Node): void {
    const span = { start: node.getStart(this.sourceFile), end: node.end };
    this.recorder.addArtefact(construct, span);
  }

  /** Records a decision that stands here; the ids of its outcomes, in order. */
  decide(draft: DecisionDraft): readonly string[] {
    return this.recorder.addDecision(draft, this.place, this.ignored);
  }

  /** The ignore comment before an arm, an operand or a clause. */
  readonly hintBefore = (node: ts.Node): Ignored | undefined =>
    this.hints === undefined ? undefined : this.hints.before(node);
}
