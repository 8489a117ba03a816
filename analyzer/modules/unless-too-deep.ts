/**
 * What a function gives, or undefined where the code it looks at is nested deeper than the call stack goes:
 * syntax trees are walked by recursion, and nobody writes such code by hand.
 */
export function unlessTooDeep<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
