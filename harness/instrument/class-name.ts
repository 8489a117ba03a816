/** The name of the class that a value was made by, "" where it is no object: classes of the runtime have no other handle. */
export function nameOfClass(value: unknown): string {
  // What `exports` gives can be called, to be specialised.
  const isObject = typeof value === "function" || (typeof value === "object" && value !== null);
  return isObject ? value.constructor.name : "";
}
