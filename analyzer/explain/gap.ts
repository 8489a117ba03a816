import type { ts } from "../inventory/syntax.ts";
import type { Finding, Route } from "../model.ts";
import type { ClauseSite } from "./clauses/clause.ts";
import type { Located } from "./locate.ts";

/** A missed outcome with all that the words about it are made of. */
export interface Gap {
  readonly finding: Finding;
  /** Findings of the same decision, this one included, in the order of its outcomes. */
  readonly siblings: readonly Finding[];
  /** What leads here, the most specific first; empty outside actors. */
  readonly routes: readonly Route[];
  /** The decision in the source; undefined when the text is not the one that was listed. */
  readonly place: Place | undefined;
}

/** A decision's node, with what is needed to read and word the code around it. */
export interface Place extends Located, ClauseSite {}

/** The words of one kind of decision: what the runs show, and what has to hold for the outcome to be taken. */
export interface Words {
  readonly cause: string;
  /** A clause such as "`n` is 0"; null where nothing concrete is known, or the message says it already. */
  readonly clause: string | null;
  /** The code whose variables are told where they come from. */
  readonly about?: ts.Node | undefined;
}

/** Finds the words for the gaps of one kind of decision. */
export interface Row {
  readonly kind: Finding["decision"]["kind"];
  readonly say: (gap: Gap) => Words;
}
