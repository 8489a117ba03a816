/**
 * Gives a value the type that the caller's protocol promises.
 * What the other end of a socket sends is known to nobody at compile time: the type argument of `connect`
 * is the caller's word for it, and this is the one place where the harness takes it. Likewise for stubs,
 * whose methods only the compiler knows.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it is the promise itself
export function trustProtocol<Promised>(value: unknown): Promised {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return value as Promised;
}
