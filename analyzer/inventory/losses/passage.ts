import type { Counter, Loss } from "../../model.ts";
import type { Place, UnitFrame } from "../place.ts";

/**
 * A stretch of code that control enters, and leaves by its end unless something throws in it, waits for ever in it,
 * or jumps out of it. What counts both shows how often the end was not reached.
 */
export interface Passage {
  /** Barriers keep what is around from being asked: a throw in a `try` ends nothing outside of it. */
  readonly outer: Passage | undefined;
  readonly unit: UnitFrame;
  /** Where code runs once whenever the stretch does: then its own first counter tells how often that was begun. */
  readonly once: Place | undefined;
  /** Whether what is waited for shows as well: a `catch` says nothing of a promise that is never settled. */
  readonly showsWaiting: boolean;
  /** Counts at least every run that got as far as the code that asks; absent where nothing does. */
  began: readonly Counter[] | undefined;
  /** At most one of these counts per run, and only where nothing was thrown; absent where nothing does. */
  readonly ended: () => readonly Counter[] | undefined;
  /** What `once` counts together with the first counter of code that runs once. */
  readonly besides: readonly Counter[];
}

export const nothingBesides: readonly Counter[] = [];

/** What is evaluated somewhere, as far as it matters to what its throws show in. */
export interface Evaluated {
  readonly place: Place;
  /** Counts whenever the evaluation begins. */
  readonly first: Counter | undefined;
  /** Whether it holds an `await` or a `yield`. */
  readonly mayWait: () => boolean;
}

/** What shows how often an evaluation began and did not end; undefined where nothing does. */
export function boundLoss(
  innermost: Passage | undefined,
  { place, first, mayWait }: Evaluated,
): Omit<Loss, "makes"> | undefined {
  for (let passage = innermost; passage !== undefined; passage = passage.outer) {
    if (passage.unit !== place.unit) return undefined;
    const ended = passage.showsWaiting || !mayWait() ? passage.ended() : undefined;
    if (ended === undefined) continue;
    if (first !== undefined && passage.once === place) {
      const began = [first, ...passage.besides];
      // Whatever is evaluated behind it got as far.
      passage.began ??= began;
      return { began, ended };
    }
    if (passage.began !== undefined) return { began: passage.began, ended };
  }
  return undefined;
}
