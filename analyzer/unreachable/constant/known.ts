/** A value that is equal to itself wherever it stands. */
export type Primitive = string | number | bigint | boolean | null | undefined;

/** What is certain of an expression's value, whatever runs; undefined where it is not. */
export interface Known {
  readonly truthy: boolean | undefined;
  /** Whether it is null or undefined. */
  readonly nullish: boolean | undefined;
  /** The value itself. */
  readonly value: { readonly of: Primitive } | undefined;
}

/** Nothing is certain. */
export const UNKNOWN: Known = { truthy: undefined, nullish: undefined, value: undefined };
/** Some value, neither null nor undefined. */
export const PRESENT: Known = { ...UNKNOWN, nullish: false };
/** An object, a function, or anything else that is always true. */
export const TRUTHY: Known = { ...PRESENT, truthy: true };

/** Everything is certain. */
export function knownAs(value: Primitive): Known {
  return {
    truthy: Boolean(value),
    nullish: value === null || value === undefined,
    value: { of: value },
  };
}

/** True where at least one thing is certain. */
export function isKnown({ truthy, nullish }: Known): boolean {
  return truthy !== undefined || nullish !== undefined;
}

/** What holds for a value that is the one or the other. */
export function eitherOf(left: Known, right: Known): Known {
  const same = left.value && right.value && Object.is(left.value.of, right.value.of);
  return {
    truthy: left.truthy === right.truthy ? left.truthy : undefined,
    nullish: left.nullish === right.nullish ? left.nullish : undefined,
    value: same ? left.value : undefined,
  };
}
