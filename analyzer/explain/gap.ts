import type { Origin } from "../routes/origin.ts";
import type { ts } from "../inventory/syntax.ts";
import type { Finding } from "../findings.ts";
import type { Route } from "../model.ts";
import type { Clause, ClauseSite } from "./clauses/clause.ts";
import type { Located } from "./locate.ts";

/** A missed outcome with all that the words about it are made of. */
export interface Gap {
  readonly finding: Finding;
  /** Findings of the same decision, this one included, in the order of its outcomes; none of a very large one. */
  readonly siblings: readonly Finding[];
  /** What leads here, the most specific first; empty outside actors. */
  readonly routes: readonly Route[];
  /** The parts of the message that an expression can be on a route. */
  readonly originsOf: (
    expression: ts.Expression,
    route: Route,
    /** The file of the expression; that of the gap by default. */
    path?: string,
  ) => readonly Origin[];
  /** The same in words: "`name` of the message"; undefined when it is no part of it. */
  readonly sayPart: (expression: ts.Expression, route: Route) => string | undefined;
  /** Names of the parameters of a route's entry. */
  readonly parametersOf: (route: Route) => readonly string[];
  /** The decision in the source; undefined when the text is not the one that was listed. */
  readonly place: Place | undefined;
}

/** A decision's node, with what is needed to read and word the code around it. */
export interface Place extends Located, ClauseSite {}

/** The words of one kind of decision: what the runs show, and what has to hold for the outcome to be taken. */
export interface Words {
  readonly cause: string;
  /** What has to hold; null where nothing concrete is known. */
  readonly clause: Clause | null;
  /** The code whose variables are told where they come from. */
  readonly about?: ts.Node | undefined;
}

/** Finds the words for the gaps of one kind of decision. */
export interface Row {
  readonly kind: Finding["decision"]["kind"];
  readonly say: (gap: Gap) => Words;
}
