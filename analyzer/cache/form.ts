import type { FileInventory } from "../model.ts";

/** What is wanted of each file, and how it is kept as bytes. */
export interface Form<T> {
  /** Tells forms apart in the cache; whatever changes the result is in it, such as the profile. */
  readonly name: string;
  /** Whether it says nothing of counts, so that it need not be known how far they can be believed. */
  readonly isOutline: boolean;
  readonly make: (file: FileInventory) => T;
  readonly encode: (value: T) => readonly Uint8Array[];
  readonly decode: (bytes: Uint8Array) => T;
}
