import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** An outcome that the suite of a fixture project leaves out on purpose. */
export interface ExpectedGap {
  readonly file: string;
  /** The decision's alias and the outcome's label: `ChatRoom.fetch/if(n > 0):then`. */
  readonly gap: string;
  /** Why the suite does not take it. */
  readonly why: string;
  /** `ChatRoom.fetch`: an entry that reaches it; absent where no actor's entry does. */
  readonly entry?: string;
  /** The message that reaches it, where the entry dispatches on one. */
  readonly message?: string;
  /** What the printed action must name: a value or a word without which nobody gets there. */
  readonly value: string;
  /** Whether the printed action is enough: done word by word in an everyday situation, it takes the outcome. */
  readonly followed?: boolean;
}

export function readExpectedGaps(project: string): readonly ExpectedGap[] {
  const file = new URL(`../../../fixtures/projects/${project}/expected-gaps.json`, import.meta.url);
  return JSON.parse(readFileSync(fileURLToPath(file), "utf8"));
}
