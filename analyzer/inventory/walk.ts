import type { Artefact, Counter, Ignored, Profile, SiteKind, Unit } from "../model.ts";
import type { Count } from "./counts.ts";
import { Expectations } from "./expectations.ts";
import { firstBodyCounter, functionCounter } from "./function-counter.ts";
import type { Hints } from "./hints/index.ts";
import type { DecisionDraft, Recorder, SiteStarts } from "./recorder.ts";
import { Marks } from "./marks.ts";
import { ts } from "./syntax.ts";

/** Says what a node of one kind means, and walks on into its children. */
export type Visitor = (node: ts.Node, walk: Walk) => void;

/** Visitors by syntax kind; a kind without one is walked through. */
export type Visitors = readonly (Visitor | undefined)[];

/** An outcome that was taken on the way here, linked to the one before. */
interface Guard {
  readonly id: string;
  readonly outer: Guard | undefined;
}

/** The unit that the walk is in. */
export interface UnitFrame {
  /** Unique in the file. */
  readonly path: string;
  /** As the code alone names it: for ids, and in front of the names of units inside. */
  readonly scope: string;
  /** How often the unit was entered. */
  readonly entered: Count;
}

/** The class that the walk is in, and the units that its field values belong to. */
interface ClassFrame {
  readonly node: ts.ClassLikeDeclaration;
  instance?: UnitFrame;
  static?: UnitFrame;
}

/** What is walked, and where it is recorded. */
export type WalkedFile = Pick<Walk, "sourceFile" | "profile" | "recorder" | "hints">;

/** More guards than these say no more to people, and cost the square of the depth. */
const guardLimit = 64;

/** One pass over the tree of a file: where it is, and what is known there. */
export class Walk {
  readonly sourceFile: ts.SourceFile;
  readonly profile: Profile;
  readonly recorder: Recorder;
  /** Absent where the file has no ignore comments. */
  readonly hints: Hints | undefined;
  readonly expected: Expectations = new Expectations();
  /** How often the pattern that is being walked took a value apart. */
  asked: Count = undefined;
  /** Whether this code leaves nothing to run: ambient declarations, overloads, types. */
  isErased = false;
  /** The ignore hint that takes this code out of the measurement. */
  ignored: Ignored | undefined;
  readonly #visitors: Visitors;
  readonly #marks: Marks;
  #unit: UnitFrame;
  #scope = "";
  #class: ClassFrame | undefined = undefined;
  #enclosing = "";
  #guards: Guard | undefined = undefined;

  constructor(file: WalkedFile, visitors: Visitors) {
    this.sourceFile = file.sourceFile;
    this.profile = file.profile;
    this.recorder = file.recorder;
    this.hints = file.hints;
    this.ignored = file.hints?.file;
    this.#visitors = visitors;
    this.#marks = new Marks(file.sourceFile.text);
    this.#unit = this.openUnit("<module>", "module", this.sourceFile);
  }

  readonly visit = (node: ts.Node): void => {
    if (!this.#marks.areIn(node.pos, node.end)) return;
    const hint = this.hints?.of(node);
    if (hint === undefined) this.#dispatch(node);
    else this.ignoring(hint, () => this.#dispatch(node));
  };

  #dispatch(node: ts.Node): void {
    const visitor = this.#visitors[node.kind];
    if (visitor === undefined) ts.forEachChild(node, this.visit);
    else visitor(node, this);
  }

  visitChildren(node: ts.Node): void {
    ts.forEachChild(node, this.visit);
  }

  visitAll(nodes: readonly ts.Node[] | undefined): void {
    if (nodes !== undefined) for (const node of nodes) this.visit(node);
  }

  /** Visits statements that run in order: an early exit guards those behind it, and nothing further. */
  visitStatements(statements: readonly ts.Node[]): void {
    const guards = this.#guards;
    for (const statement of statements) this.visit(statement);
    this.#guards = guards;
  }

  /** Visits what runs only after the outcome was taken. */
  visitUnder(outcome: string | undefined, node: ts.Node | undefined): void {
    if (node === undefined || !this.#marks.areIn(node.pos, node.end)) return;
    this.within(outcome, () => this.visit(node));
  }

  /** From here on, in this list of statements, the outcome was taken. */
  pass(outcome: string): void {
    this.#guards = { id: outcome, outer: this.#guards };
  }

  /** Walks code that is reached through the outcome; without one, code whose early exits end with it. */
  within(outcome: string | undefined, visit: () => void): void {
    const enclosing = this.#enclosing;
    const guards = this.#guards;
    if (outcome !== undefined) {
      this.#enclosing = outcome;
      this.#guards = { id: outcome, outer: guards };
    }
    visit();
    this.#enclosing = enclosing;
    this.#guards = guards;
  }

  /** Walks code that leaves nothing to run. */
  erasing(visit: () => void): void {
    if (this.profile === "full") return; // there is nothing to list in it
    const isErased = this.isErased;
    this.isErased = true;
    visit();
    this.isErased = isErased;
  }

  /** Visits types: Istanbul does, and may find the pattern of a parameter or a computed name in one. */
  visitTypes(...nodes: readonly (ts.Node | readonly ts.Node[] | undefined)[]): void {
    if (this.profile === "full") return;
    for (const node of nodes) {
      if (node !== undefined)
        this.erasing(() => ("kind" in node ? this.visit(node) : this.visitAll(node)));
    }
  }

  /** Walks code that an ignore hint takes out, if there is one; the outer hint is the one that is told. */
  ignoring(hint: Ignored | undefined, visit: () => void): void {
    const { ignored } = this;
    this.ignored ??= hint;
    visit();
    this.ignored = ignored;
  }

  /** Walks a pattern that takes a value apart that often. */
  askedAs(asked: Count, visit: () => void): void {
    const outer = this.asked;
    this.asked = asked;
    visit();
    this.asked = outer;
  }

  /** Walks code in which the paths of units have the name in front. */
  withinScope(name: string, visit: () => void): void {
    const scope = this.#scope;
    this.#scope = this.#join(name);
    visit();
    this.#scope = scope;
  }

  withinClass(name: string, node: ts.ClassLikeDeclaration, visit: () => void): void {
    const outer = this.#class;
    this.#class = { node };
    this.withinScope(name, visit);
    this.#class = outer;
  }

  /** Walks a unit's code: no outcome outside of it leads to one inside. */
  withinUnit(unit: UnitFrame, visit: () => void): void {
    const outer = { unit: this.#unit, scope: this.#scope, class: this.#class };
    this.#unit = unit;
    this.#scope = unit.scope;
    this.#class = undefined;
    this.within("", () => {
      this.#guards = undefined;
      visit();
    });
    this.#unit = outer.unit;
    this.#scope = outer.scope;
    this.#class = outer.class;
  }

  /** A new unit of this name at this place. */
  openUnit(name: string, kind: Unit["kind"], node: ts.Node): UnitFrame {
    const scope = this.#join(name);
    const counter = functionCounter(node, this);
    const span = {
      start: node.getStart(this.sourceFile),
      end: node.end,
      entered: counter ?? firstBodyCounter(node, this),
    };
    const path = this.recorder.addUnit(scope, kind, span);
    return { path, scope, entered: counter };
  }

  /** The unit that sets the fields of the class around: its constructor, or its static part. */
  fieldUnit(isStatic: boolean): UnitFrame {
    const frame = this.#class;
    if (frame === undefined) return this.#unit;
    if (isStatic) return (frame.static ??= this.openUnit("static", "static-block", frame.node));
    const written = frame.node.members.find(
      (member) => ts.isConstructorDeclaration(member) && member.body !== undefined,
    );
    return (frame.instance ??= this.openUnit("constructor", "constructor", written ?? frame.node));
  }

  /** The counters of the arms of a site that stands here; none where nothing of it is counted. */
  addSite(kind: SiteKind, starts: SiteStarts, arms: number): readonly Counter[] {
    if (this.isErased || this.ignored !== undefined || arms === 0) return [];
    return this.recorder.addSite(kind, starts, arms);
  }

  /** Counts by arm of a site that stands here; an arm with a hint has no counter. */
  addArms(
    kind: SiteKind,
    starts: SiteStarts,
    hints: readonly (Ignored | undefined)[],
  ): readonly Count[] {
    const kept = hints.filter((hint) => hint === undefined).length;
    const counters = this.addSite(kind, starts, kept).values();
    return hints.map((hint) => (hint === undefined ? counters.next().value : undefined));
  }

  addArtefact(construct: Artefact["construct"], node: ts.Node): void {
    const span = { start: node.getStart(this.sourceFile), end: node.end };
    this.recorder.addArtefact(construct, span);
  }

  /** Records a decision that stands here; the ids of its outcomes, in order. */
  decide(draft: DecisionDraft): readonly string[] {
    return this.recorder.addDecision(draft, {
      unit: this.#unit,
      enclosing: this.#enclosing,
      guards: listGuards(this.#guards),
      ignored: this.ignored,
    });
  }

  /** The ignore comment before an arm, an operand or a clause. */
  hintBefore(node: ts.Node): Ignored | undefined {
    return this.hints?.before(node);
  }

  readonly isDropped = (operand: ts.Expression): boolean => this.hintBefore(operand) !== undefined;

  #join(name: string): string {
    return this.#scope === "" ? name : `${this.#scope}.${name}`;
  }
}

function listGuards(innermost: Guard | undefined): readonly string[] {
  const ids: string[] = [];
  for (let guard = innermost; guard && ids.length < guardLimit; guard = guard.outer) {
    ids.push(guard.id);
  }
  return ids.toReversed();
}
