import type { Report } from "../../../analyzer/index.ts";

/** A missed outcome of a report, flat. */
export interface Missed {
  /** `src/room.ts ChatRoom.fetch/if(n > 0):then`. */
  readonly key: string;
  readonly id: string;
  /** Id of the decision, as texts name it. */
  readonly decision: string;
  readonly cause: string;
  readonly action: string;
  readonly routes: readonly { readonly entry: string; readonly message: string | null }[];
}

export function listMissed(report: Report): readonly Missed[] {
  return report.files.flatMap(({ path, decisions }) =>
    decisions.flatMap(({ id: decision, alias, outcomes }) =>
      outcomes
        .filter(({ status }) => status === "missed")
        .map(({ id, label, explanation, routes }) => ({
          key: `${path} ${alias}:${label}`,
          id,
          decision,
          cause: explanation?.cause ?? "",
          action: explanation?.action ?? "",
          routes: routes.map(({ actor, entry, message }) => ({
            entry: `${actor}.${entry}`,
            message,
          })),
        })),
    ),
  );
}
